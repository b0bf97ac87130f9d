import type { Rng } from '@jowi/testkit/rng';

/** Of a kind no field of ours is, or that a field of another kind is. */
export const WRONG_TYPES: readonly unknown[] = [null, true, 7, 'x', [], {}, [[]], { toString: 'x' }];

/** Texts that break something somewhere: databases, spreadsheets, browsers, file systems, logs. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  'a\u0000b',
  "' OR '1'='1",
  "'; DROP TABLE product; --",
  '1); SELECT pg_sleep(10); --',
  '%_\\',
  '$1',
  '=HYPERLINK("http://evil.example","x")',
  '+cmd|calc!A1',
  '@SUM(1+1)',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '{{7*7}}\u0024{7*7}',
  '\r\nSet-Cookie: x=y',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066abc',
  '\ufeffx',
  'ﷺ'.repeat(50),
  'é'.normalize('NFD'),
  '👩‍👩‍👧‍👦'.repeat(20),
  'x'.repeat(5_000),
  '9'.repeat(400),
  '-1',
  '1e999',
  '0x10',
  '٣',
  'NaN',
  'null',
  '2026-02-30',
  '9999-99-99',
  '00000000-0000-0000-0000-000000000000',
];

export const NASTY_NUMBERS: readonly number[] = [
  -1,
  0,
  0.5,
  -0.0000001,
  2_147_483_647,
  2_147_483_648,
  4_294_967_296,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  1e308,
  -1e308,
];

/** Everything of a wrong type, and some of what is nasty. */
export function nastyValues(rng: Rng, count: number): unknown[] {
  const all = [...NASTY_TEXTS, ...NASTY_NUMBERS];
  return [...WRONG_TYPES, ...Array.from({ length: count }, () => rng.pick(all))];
}
