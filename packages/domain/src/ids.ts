import { assert } from './assert.ts';

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 bits of the ten random bytes given. Sorts by time
 * to the millisecond. The clock and the randomness are the caller's.
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  assert(random.length === 10, 'uuidV7 wants exactly 10 random bytes');
  assert(Number.isInteger(nowMs) && nowMs >= 0 && nowMs < 2 ** 48, 'uuidV7 wants whole milliseconds');
  const time = nowMs.toString(16).padStart(12, '0');
  const bytes = Uint8Array.from(random);
  bytes[0] = 0x70 | (bytes[0]! & 0x0f);
  bytes[2] = 0x80 | (bytes[2]! & 0x3f);
  const rest = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [time.slice(0, 8), time.slice(8), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join('-');
}

/** Whether `value` is a UUID of any version in its canonical lower-case form. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value);
}
