import { describe, expect, it } from 'vitest';
import { allocate, divRound, parseTiyin, sumTiyin, tiyin } from './money.ts';

describe('tiyin', () => {
  it('takes whole numbers of either kind', () => {
    expect(tiyin(5)).toBe(5n);
    expect(tiyin(-7n)).toBe(-7n);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %s', (n) => {
    expect(() => tiyin(n)).toThrow('money/not-an-integer');
  });
});

describe('parseTiyin', () => {
  it('keeps digits a number would lose', () => {
    expect(parseTiyin('9999999999999999')).toBe(9_999_999_999_999_999n);
    expect(parseTiyin('-1')).toBe(-1n);
  });

  it.each(['', ' 1', '1.0', '1e3', '0x10', '+1', '--1', '1n', '١', '1'.repeat(31)])('refuses %j', (s) => {
    expect(() => parseTiyin(s)).toThrow('money/not-an-integer');
  });
});

describe('sumTiyin', () => {
  it('is zero for nothing', () => {
    expect(sumTiyin([])).toBe(0n);
    expect(sumTiyin([1n, 2n, -5n])).toBe(-2n);
  });
});

describe('divRound', () => {
  it.each([
    [7n, 2n, { floor: 3n, ceil: 4n, 'half-up': 4n, 'half-even': 4n }],
    [5n, 2n, { floor: 2n, ceil: 3n, 'half-up': 3n, 'half-even': 2n }],
    [-5n, 2n, { floor: -2n, ceil: -3n, 'half-up': -3n, 'half-even': -2n }],
    [5n, -2n, { floor: -2n, ceil: -3n, 'half-up': -3n, 'half-even': -2n }],
    [4n, 3n, { floor: 1n, ceil: 2n, 'half-up': 1n, 'half-even': 1n }],
    [5n, 3n, { floor: 1n, ceil: 2n, 'half-up': 2n, 'half-even': 2n }],
    [6n, 3n, { floor: 2n, ceil: 2n, 'half-up': 2n, 'half-even': 2n }],
    [0n, 3n, { floor: 0n, ceil: 0n, 'half-up': 0n, 'half-even': 0n }],
  ])('%s / %s', (n, d, expected) => {
    expect({
      floor: divRound(n, d, 'floor'),
      ceil: divRound(n, d, 'ceil'),
      'half-up': divRound(n, d, 'half-up'),
      'half-even': divRound(n, d, 'half-even'),
    }).toEqual(expected);
  });

  it('refuses a zero divisor', () => {
    expect(() => divRound(1n, 0n, 'floor')).toThrow('money/divide-by-zero');
  });

  it('stops at a rounding mode that does not exist', () => {
    expect(() => divRound(1n, 2n, 'up' as never)).toThrow('unreachable: up');
  });
});

describe('allocate', () => {
  it('gives the left-over to the largest remainder, ties to the first', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(100n, [1n, 2n, 3n])).toEqual([17n, 33n, 50n]);
    expect(allocate(5n, [3n, 7n])).toEqual([2n, 3n]);
  });

  it('gives nothing to a zero weight', () => {
    expect(allocate(10n, [0n, 3n, 0n, 3n, 3n])).toEqual([0n, 4n, 0n, 3n, 3n]);
  });

  it('splits evenly when every weight is zero', () => {
    expect(allocate(5n, [0n, 0n])).toEqual([3n, 2n]);
  });

  it('mirrors a negative total', () => {
    expect(allocate(-100n, [1n, 1n, 1n, 0n])).toEqual([-34n, -33n, -33n, 0n]);
  });

  it('has nothing to do for zero', () => {
    expect(allocate(0n, [])).toEqual([]);
    expect(allocate(0n, [1n, 2n])).toEqual([0n, 0n]);
  });

  it('refuses what cannot be split', () => {
    expect(() => allocate(1n, [])).toThrow('money/nothing-to-allocate-to');
    expect(() => allocate(1n, [2n, -1n])).toThrow('money/negative-weight');
  });
});
