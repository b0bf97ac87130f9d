import type { CDPSession, Page } from '@playwright/test';

/** A scanner on the keyboard's wire: types digits as fast as the browser takes them, then Enter. */
export class Scanner {
  readonly #page: Page;
  #session: CDPSession | null = null;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Every key is on its way before the first is answered: no pause of ours between them. */
  async scan(code: string): Promise<void> {
    this.#session ??= await this.#page.context().newCDPSession(this.#page);
    const session = this.#session;
    const keys = [...code].map((digit) => ({
      key: digit,
      code: `Digit${digit}`,
      windowsVirtualKeyCode: digit.charCodeAt(0),
      text: digit,
    }));
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    await Promise.all(
      [...keys, enter].flatMap((key) => [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
      ]),
    );
  }
}
