import { createHash, randomInt } from 'node:crypto';

export const PAIRING_CODE_LIFE_MS = 10 * 60_000;

/** Without I, L, O, 0 and 1, which people read for one another: 31 letters, 8 places, 8.5e11 codes. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

export function makePairingCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** What the database keeps instead of the code. */
export function hashPairingCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
