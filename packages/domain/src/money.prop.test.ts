import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbRounding } from '../test/arbitraries.ts';
import { allocate, divRound, sumTiyin } from './money.ts';

const big = fc.oneof(fc.bigInt(-50n, 50n), fc.bigInt(-(10n ** 18n), 10n ** 18n));
const weights = fc.array(fc.oneof(fc.bigInt(0n, 5n), fc.bigInt(0n, 10n ** 15n)), {
  minLength: 1,
  maxLength: 30,
});

const magnitude = (n: bigint) => (n < 0n ? -n : n);

describe('divRound', () => {
  it('is symmetric around zero', () => {
    fc.assert(
      fc.property(big, big, arbRounding, (n, d, mode) => {
        fc.pre(d !== 0n);
        expect(divRound(-n, d, mode)).toBe(-divRound(n, d, mode));
        expect(divRound(n, -d, mode)).toBe(-divRound(n, d, mode));
      }),
    );
  });

  it('is off by less than one, and by at most a half when rounding to the nearest', () => {
    fc.assert(
      fc.property(big, big, arbRounding, (n, d, mode) => {
        fc.pre(d !== 0n);
        const error = magnitude(divRound(n, d, mode) * d - n);
        const limit = magnitude(d);
        expect(mode.startsWith('half') ? error * 2n <= limit : error < limit).toBe(true);
      }),
    );
  });

  it('keeps floor <= half-even <= half-up <= ceil in magnitude', () => {
    fc.assert(
      fc.property(big, big, (n, d) => {
        fc.pre(d !== 0n);
        const [floor, even, up, ceil] = (['floor', 'half-even', 'half-up', 'ceil'] as const).map((mode) =>
          magnitude(divRound(n, d, mode)),
        ) as [bigint, bigint, bigint, bigint];
        expect(floor <= even && even <= up && up <= ceil && ceil - floor <= 1n).toBe(true);
      }),
    );
  });
});

describe('allocate', () => {
  it('sums exactly to the total', () => {
    fc.assert(
      fc.property(big, weights, (total, w) => {
        expect(sumTiyin(allocate(total, w))).toBe(total);
      }),
    );
  });

  it('is fair: every part is within one of its exact share', () => {
    fc.assert(
      fc.property(big, weights, (total, w) => {
        const sum = sumTiyin(w);
        fc.pre(sum > 0n);
        allocate(total, w).forEach((part, i) => {
          expect(magnitude(part * sum - w[i]! * total) < sum).toBe(true);
        });
      }),
    );
  });

  it('is monotone: a larger weight never gets the smaller part, an equal one later never the larger', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), weights, (total, w) => {
        const parts = allocate(total, w);
        for (const [i, a] of w.entries()) {
          for (const [j, b] of w.entries()) {
            if (a > b || (a === b && i < j)) expect(parts[i]! >= parts[j]!).toBe(true);
          }
        }
      }),
    );
  });

  it('never gives more than the weight when the total fits into the weights', () => {
    fc.assert(
      fc.property(weights, fc.bigInt(0n, 1000n), (w, perMille) => {
        const total = (sumTiyin(w) * perMille) / 1000n;
        allocate(total, w).forEach((part, i) => {
          expect(part <= w[i]!).toBe(true);
        });
      }),
    );
  });
});
