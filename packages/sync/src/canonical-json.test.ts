import { describe, expect, it } from 'vitest';
import vectors from '../vectors/canonical-json.json' with { type: 'json' };
import { CanonicalJsonError, canonicalJson, MAX_DEPTH } from './canonical-json.ts';

describe('canonicalJson', () => {
  it.each(vectors)('$name', ({ input, canonical }) => {
    expect(canonicalJson(JSON.parse(input))).toBe(canonical);
  });

  it.each([
    ['undefined', { a: undefined }],
    ['a bigint', { a: 1n }],
    ['NaN', Number.NaN],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a hole in an array', new Array(1)],
    ['half a surrogate pair', { a: '\ud83d' }],
    ['half a surrogate pair in a key', { '\ude00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(CanonicalJsonError);
  });

  it('refuses what would overflow the stack', () => {
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(canonicalJson(nested(MAX_DEPTH))).toHaveLength(2 * MAX_DEPTH);
    expect(() => canonicalJson(nested(100_000))).toThrow(CanonicalJsonError);
  });
});
