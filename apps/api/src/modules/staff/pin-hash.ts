import { randomBytes, randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { isWeakPin } from '@jowi/domain/pin';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

export interface PinHash {
  readonly salt: string;
  readonly hash: string;
}

/** As the tills expect it: scrypt, N=16384, r=8, p=1, 32 bytes, both base64url. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, 32, { N: 16_384, r: 8, p: 1 });
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

/**
 * Four digits that nobody would try first. Two employees may have the same: PINs are kept hashed, each with its own salt,
 * so nobody can tell, and refusing one that is taken would tell whose it might be. A till asks who one is first.
 */
export function makePin(): string {
  for (;;) {
    const pin = String(randomInt(10_000)).padStart(4, '0');
    if (!isWeakPin(pin)) return pin;
  }
}
