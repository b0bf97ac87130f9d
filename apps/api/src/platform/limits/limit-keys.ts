import { createHmac, hkdfSync } from 'node:crypto';
import type { Draw } from './rate-limits.ts';

/** Phones and addresses are counted without being kept: the store holds keyed hashes of them. */
export class LimitKeys {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'limits', 32));
  }

  of({ limit, key }: Draw): string {
    return createHmac('sha256', this.#key).update(`${limit.name}\n${key}`).digest('base64url');
  }
}
