import { unreachable } from './assert.ts';
import { DomainError } from './errors.ts';

declare const tiyinBrand: unique symbol;

/** Money in tiyin, 1 so'm = 100 tiyin. Always a whole number; sums and products leave the brand, `tiyin()` puts it back. */
export type Tiyin = bigint & { readonly [tiyinBrand]: true };

/** How a quotient becomes whole. See `divRound` for negatives. */
export type RoundingMode = 'floor' | 'ceil' | 'half-up' | 'half-even';

export const ZERO_TIYIN = 0n as Tiyin;

/** Brands a whole number as tiyin. Throws `money/not-an-integer` for a fractional or unsafe number. */
export function tiyin(n: bigint | number): Tiyin {
  if (typeof n === 'number' && !Number.isSafeInteger(n)) {
    throw new DomainError('money/not-an-integer', { value: n });
  }
  return BigInt(n) as Tiyin;
}

/** Reads the wire form: an optional minus and decimal digits. Throws `money/not-an-integer`. */
export function parseTiyin(s: string): Tiyin {
  if (!/^-?\d{1,30}$/.test(s)) throw new DomainError('money/not-an-integer', { value: s });
  return BigInt(s) as Tiyin;
}

export function sumTiyin(list: Iterable<bigint>): Tiyin {
  let sum = 0n;
  for (const n of list) sum += n;
  return sum as Tiyin;
}

/**
 * n / d as a whole number. Every mode works on the magnitude, so `divRound(-n, d, m) === -divRound(n, d, m)`
 * and a return is the exact mirror of its sale: `floor` is towards zero, `ceil` away from zero,
 * `half-up` takes a half away from zero, `half-even` to the even neighbour.
 * Throws `money/divide-by-zero`.
 */
export function divRound(n: bigint, d: bigint, mode: RoundingMode): bigint {
  if (d === 0n) throw new DomainError('money/divide-by-zero');
  const negative = n < 0n !== d < 0n;
  const top = n < 0n ? -n : n;
  const bottom = d < 0n ? -d : d;
  const whole = top / bottom;
  const rest = top % bottom;
  const magnitude = rest > 0n && roundsAway(whole, rest, bottom, mode) ? whole + 1n : whole;
  return negative ? -magnitude : magnitude;
}

function roundsAway(whole: bigint, rest: bigint, bottom: bigint, mode: RoundingMode): boolean {
  switch (mode) {
    case 'floor':
      return false;
    case 'ceil':
      return true;
    case 'half-up':
      return rest * 2n >= bottom;
    case 'half-even':
      return rest * 2n > bottom || (rest * 2n === bottom && whole % 2n === 1n);
    default:
      return unreachable(mode);
  }
}

/**
 * Splits `total` in proportion to `weights` by largest remainder, ties to the lower index. The parts sum
 * exactly to the total, each is within 1 of its exact share, a larger weight never gets less, and a zero
 * weight gets nothing (unless all are zero: then the split is even). A negative total is the mirror of
 * the positive one. Throws `money/negative-weight`, and `money/nothing-to-allocate-to` when there is
 * something to split and no weight at all.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return allocate(-total, weights).map((part) => (part === 0n ? 0n : -part));
  if (weights.some((w) => w < 0n)) throw new DomainError('money/negative-weight');
  if (weights.length === 0) {
    if (total === 0n) return [];
    throw new DomainError('money/nothing-to-allocate-to', { total });
  }
  const sum = sumTiyin(weights);
  if (sum === 0n) {
    return allocate(
      total,
      weights.map(() => 1n),
    );
  }
  const parts = weights.map((w) => (w * total) / sum);
  const rests = weights.map((w, index) => ({ index, rest: (w * total) % sum }));
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  // The left-over is smaller than the number of non-zero remainders, so a zero weight is never reached.
  const leftOver = Number(total - sumTiyin(parts));
  for (const { index } of rests.slice(0, leftOver)) parts[index] = parts[index]! + 1n;
  return parts;
}
