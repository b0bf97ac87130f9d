import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbPricing } from '../test/arbitraries.ts';
import { combinedShareBps, discountShareBps, discountShares } from './discount-share.ts';
import { tiyin } from './money.ts';
import { priceReceipt } from './pricing.ts';

const arbBps = fc.integer({ min: 0, max: 10_000 });

describe('how far discounts go', () => {
  it('no line of any receipt gives up more than they say, but for the rounding of its own tiyin', () => {
    fc.assert(
      fc.property(arbPricing, ({ lines, receiptDiscount, policy }) => {
        const priced = priceReceipt(lines, receiptDiscount, policy);
        const { lineBps, receiptBps } = discountShares(priced.lines, receiptDiscount);
        for (const [i, line] of priced.lines.entries()) {
          const given = line.lineDiscountTiyin + line.receiptDiscountTiyin;
          const said = BigInt(Math.max(lineBps[i]!, receiptBps));
          expect(given * 10_000n <= line.grossTiyin * said + 30_000n).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an amount never passes for less than it is', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (amount, given) => {
        const bps = BigInt(discountShareBps({ kind: 'amount', tiyin: tiyin(given) }, amount));
        expect(bps).toBeLessThanOrEqual(10_000n);
        expect(bps * amount >= given * 10_000n || bps === 10_000n).toBe(true);
        expect((bps - 1n) * amount < given * 10_000n || given === 0n).toBe(true);
      }),
    );
  });

  it('two together are more than either, never more than everything, and the order does not matter', () => {
    fc.assert(
      fc.property(arbBps, arbBps, (a, b) => {
        const both = combinedShareBps(a, b);
        expect(both).toBe(combinedShareBps(b, a));
        expect(both).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(both).toBeLessThanOrEqual(Math.min(10_000, a + b));
      }),
    );
    expect(combinedShareBps(1_000, 1_000)).toBe(1_900);
    expect(combinedShareBps(0, 1)).toBe(1);
    expect(combinedShareBps(1, 1)).toBe(2);
  });
});

it('a free line and a receipt without lines give up nothing', () => {
  expect(discountShareBps({ kind: 'amount', tiyin: tiyin(5) }, 0n)).toBe(0);
  expect(discountShareBps(null, 100n)).toBe(0);
  expect(discountShares([], { kind: 'percent', bps: 4_000 })).toEqual({ lineBps: [], receiptBps: 0 });
});
