import type { CDPSession, Page } from '@playwright/test';

/** What lies between two keys of a good scanner. */
const gapMs = 3;

/** A scanner on the keyboard's wire: types digits at its own pace, whatever the machine is busy with, then Enter. */
export class Scanner {
  readonly #page: Page;
  #session: CDPSession | null = null;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Every key carries the time at which the device sent it, as keys from a real device do. */
  async scan(code: string): Promise<void> {
    this.#session ??= await this.#page.context().newCDPSession(this.#page);
    const session = this.#session;
    const digits = [...code].map((digit) => ({
      key: digit,
      code: `Digit${digit}`,
      windowsVirtualKeyCode: digit.charCodeAt(0),
      text: digit,
    }));
    const keys = [...digits, { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }];
    const startedMs = Date.now() - keys.length * gapMs;
    await Promise.all(
      keys.flatMap((key, nth) => {
        const timestamp = (startedMs + nth * gapMs) / 1_000;
        return (['keyDown', 'keyUp'] as const).map((type) =>
          session.send('Input.dispatchKeyEvent', { type, timestamp, ...key }),
        );
      }),
    );
  }
}
