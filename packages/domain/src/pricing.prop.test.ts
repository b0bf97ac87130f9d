import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbPricing } from '../test/arbitraries.ts';
import { sumTiyin } from './money.ts';
import { type PricedReceipt, priceReceipt } from './pricing.ts';
import { vatIncluded } from './tax.ts';

function forAnyReceipt(check: (receipt: PricedReceipt) => void) {
  fc.assert(
    fc.property(arbPricing, ({ lines, receiptDiscount, policy }) =>
      check(priceReceipt(lines, receiptDiscount, policy)),
    ),
    { numRuns: 300 },
  );
}

describe('priceReceipt', () => {
  it('parts sum to the whole', () => {
    forAnyReceipt((receipt) => {
      for (const figure of ['grossTiyin', 'discountTiyin', 'vatTiyin'] as const) {
        expect(sumTiyin(receipt.lines.map((line) => line[figure]))).toBe(receipt[figure]);
      }
      expect(sumTiyin(receipt.lines.map((line) => line.netTiyin))).toBe(receipt.totalTiyin);
      expect(receipt.grossTiyin - receipt.discountTiyin).toBe(receipt.totalTiyin);
    });
  });

  it('no net is below zero and no discount exceeds its gross', () => {
    forAnyReceipt((receipt) => {
      for (const line of receipt.lines) {
        const discounts = [line.lineDiscountTiyin, line.receiptDiscountTiyin, line.roundingDiscountTiyin];
        expect(discounts.every((discount) => discount >= 0n)).toBe(true);
        expect(sumTiyin(discounts)).toBe(line.discountTiyin);
        expect(line.netTiyin).toBe(line.grossTiyin - line.discountTiyin);
        expect(line.netTiyin >= 0n).toBe(true);
      }
    });
  });

  it('VAT lies inside the net and within one tiyin of its exact value', () => {
    forAnyReceipt((receipt) => {
      for (const { vatRateBps, vatTiyin, netTiyin } of receipt.lines) {
        expect(vatTiyin >= 0n && vatTiyin <= netTiyin).toBe(true);
        if (vatRateBps === null) expect(vatTiyin).toBe(0n);
        if (receipt.policy.vatPer === 'receipt') continue;
        const rate = BigInt(vatRateBps ?? 0);
        const error = vatTiyin * (10_000n + rate) - netTiyin * rate;
        expect(error < 10_000n + rate && -error < 10_000n + rate).toBe(true);
      }
    });
  });

  it('VAT per receipt is the VAT of each rate taken from the sum', () => {
    forAnyReceipt(({ lines, policy }) => {
      if (policy.vatPer === 'line') return;
      for (const [rateBps, group] of Map.groupBy(lines, (line) => line.vatRateBps)) {
        const whole = vatIncluded(sumTiyin(group.map((l) => l.netTiyin)), rateBps, policy.vatRounding);
        expect(sumTiyin(group.map((l) => l.vatTiyin))).toBe(whole);
      }
    });
  });

  it('cash rounding leaves a multiple of the step and takes less than a step', () => {
    forAnyReceipt(({ lines, policy, totalTiyin }) => {
      const taken = sumTiyin(lines.map((line) => line.roundingDiscountTiyin));
      const step = policy.cashRoundingTiyin;
      if (step === 0n || totalTiyin < step) expect(taken).toBe(0n);
      else expect(totalTiyin % step === 0n && taken < step).toBe(true);
    });
  });
});
