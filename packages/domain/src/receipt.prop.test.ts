import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbPricing, arbTiyin } from '../test/arbitraries.ts';
import { tiyin } from './money.ts';
import { priceReceipt } from './pricing.ts';
import { checkReceipt, type ReceiptFacts, recomputeReceipt, type TenderedPayment } from './receipt.ts';

/** A receipt paid partly by card, the rest in cash with some change. */
const arbFacts: fc.Arbitrary<ReceiptFacts> = fc
  .tuple(arbPricing, fc.bigInt(0n, 100n), arbTiyin(0n, 5_000_000n))
  .map(([{ lines, receiptDiscount, policy }, cardPercent, changeTiyin]) => {
    const priced = priceReceipt(lines, receiptDiscount, policy);
    const card = tiyin((priced.totalTiyin * cardPercent) / 100n);
    const cash = tiyin(priced.totalTiyin - card);
    const payments: TenderedPayment[] = [
      { kind: 'card', amountTiyin: card, tenderedTiyin: card, changeTiyin: tiyin(0) },
      { kind: 'cash', amountTiyin: cash, tenderedTiyin: tiyin(cash + changeTiyin), changeTiyin },
    ];
    return { ...priced, receiptDiscount, payments };
  });

describe('recomputeReceipt', () => {
  it('is equal for whatever the calculator made', () => {
    fc.assert(
      fc.property(arbFacts, (facts) => {
        expect(recomputeReceipt(facts)).toBe('equal');
        expect(checkReceipt(facts)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('notices any single figure changed by any amount', () => {
    const figures = ['grossTiyin', 'lineDiscountTiyin', 'netTiyin', 'vatTiyin', 'unitPriceTiyin'] as const;
    fc.assert(
      fc.property(
        arbFacts,
        fc.nat(),
        fc.constantFrom(...figures),
        arbTiyin(1n, 1000n),
        (facts, at, figure, by) => {
          fc.pre(facts.lines.length > 0);
          const index = at % facts.lines.length;
          const lines = facts.lines.map((line, i) =>
            i === index ? { ...line, [figure]: tiyin(line[figure] + by) } : line,
          );
          // A price change on a few grams may round to the same gross; every calculated figure must show.
          if (figure === 'unitPriceTiyin') fc.pre(lines[index]!.qtyMilli >= 2000n);
          expect(recomputeReceipt({ ...facts, lines })).not.toBe('equal');
        },
      ),
      { numRuns: 300 },
    );
  });
});
