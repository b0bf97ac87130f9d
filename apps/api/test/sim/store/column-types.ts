import { DatabaseFailure } from './database-failure.ts';

const MAX_INT4 = 2_147_483_647;
const MAX_INT8 = 2n ** 63n - 1n;

/** INTEGER */
export function int4(value: number): number {
  if (value > MAX_INT4 || value < -MAX_INT4 - 1)
    throw new DatabaseFailure('22003', `value "${value}" is out of range for type integer`);
  return value;
}

/** BIGINT */
export function int8(value: bigint | string): bigint {
  const it = BigInt(value);
  if (it > MAX_INT8 || it < -MAX_INT8 - 1n)
    throw new DatabaseFailure('22003', `value "${it}" is out of range for type bigint`);
  return it;
}

/** TEXT out of JSON: no NUL, no half of a character. */
export function text(value: string): string {
  if (value.includes('\0')) throw new DatabaseFailure('22P05', 'unsupported Unicode escape sequence');
  if (!value.isWellFormed()) throw new DatabaseFailure('22P02', 'invalid input syntax for type json');
  return value;
}

/** DATE as 'YYYY-MM-DD': there must be such a day. */
export function date(value: string): string {
  if (days.has(value)) return value;
  const time = Date.parse(`${value}T00:00:00Z`);
  const isThere = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  // PostgreSQL has no year 0.
  if (!isThere || value.startsWith('0000'))
    throw new DatabaseFailure('22008', `date/time field value out of range: "${value}"`);
  days.add(value);
  return value;
}

/** Found to be days; a run has few. */
const days = new Set<string>();
