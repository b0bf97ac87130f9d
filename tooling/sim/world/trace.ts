import { createHash } from 'node:crypto';

/** What happened, a line an event. Its hash is the run's fingerprint: the same seed must leave the same one. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #kept: string[] | null;
  #pending = '';
  count = 0;

  constructor(keepLines: boolean) {
    this.#kept = keepLines ? [] : null;
  }

  get lines(): readonly string[] {
    return this.#kept ?? [];
  }

  add(atMs: number, text: string): void {
    this.count += 1;
    const line = `${atMs} ${text}`;
    this.#kept?.push(line);
    this.#pending += `${line}\n`;
    if (this.#pending.length > 8_192) this.#flush();
  }

  digest(): string {
    this.#flush();
    return this.#hash.copy().digest('hex').slice(0, 16);
  }

  #flush(): void {
    this.#hash.update(this.#pending);
    this.#pending = '';
  }
}
