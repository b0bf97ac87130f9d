import { randomBytes, scryptSync } from 'node:crypto';

/** As the tills expect it: scrypt, N=16384, r=8, p=1, 32 bytes, both base64url. */
export function hashPin(pin: string): { salt: string; hash: string } {
  const salt = randomBytes(16);
  const hash = scryptSync(pin, salt, 32, { N: 16_384, r: 8, p: 1 });
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}
