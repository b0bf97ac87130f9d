import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import { RECOVERY_CODES } from '@jowi/contracts/http/account';

/** Without letters and digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LETTERS = 10;

/** Ten codes of some 49 bits each, as `abcde-fghjk`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return `${letters.slice(0, LETTERS / 2)}-${letters.slice(LETTERS / 2)}`;
  });
}

/** What is kept of them: keyed, so that a copy of the database alone cannot be searched. */
export class RecoveryCodeHashes {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'jowi recovery codes', 32));
  }

  of(userId: string, code: string): Buffer {
    const letters = code.toLowerCase().replace(/[^a-z0-9]/g, '');
    return createHmac('sha256', this.#key).update(`${userId}\n${letters}`).digest();
  }
}
