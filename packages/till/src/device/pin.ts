import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinRecord } from '../store/employee.store.ts';

/** As the contract says the server hashes PINs. */
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const HASH_BYTES = 32;

/**
 * A four-digit PIN behind any hash falls in minutes once the hash is copied. So what lies on this disk is keyed with a
 * secret that lies in another file: the database alone is worth nothing.
 */
export function bindPinHash(pinHash: string, deviceSecret: Uint8Array): string {
  return createHmac('sha256', deviceSecret).update(Buffer.from(pinHash, 'base64url')).digest('base64url');
}

/** What the server does with a PIN before it sends it: slow on purpose, so it may run beside the till. */
export type HashPin = (pin: string, salt: Uint8Array) => Promise<Uint8Array>;

/** Off the main thread, about 40 ms. */
export const scryptPin: HashPin = (pin, salt) =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, SCRYPT, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** Compared in constant time. */
export async function verifyPin(
  { keys, hashPin }: { keys: { secret: Uint8Array }; hashPin: HashPin },
  pin: string,
  record: PinRecord,
): Promise<boolean> {
  const deviceSecret = keys.secret;
  const hash = Buffer.from(await hashPin(pin, Buffer.from(record.salt, 'base64url')));
  const actual = Buffer.from(bindPinHash(hash.toString('base64url'), deviceSecret), 'base64url');
  const expected = Buffer.from(record.verifier, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
