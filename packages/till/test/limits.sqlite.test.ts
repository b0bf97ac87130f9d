import { type SaleV1, zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { discountShares } from '@jowi/domain/discount-share';
import { parseTiyin, tiyin } from '@jowi/domain/money';
import type { Discount } from '@jowi/domain/pricing';
import { qtyMilli } from '@jowi/domain/quantity';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { parseDiscount } from '../src/discount.ts';
import { problemOf } from '../src/result.ts';
import { sampleBarcode, sampleEmployee } from '../src/testing/sample-shop.ts';
import type { TillContext } from '../src/till-context.ts';
import {
  clearCart,
  removeLine,
  setLineDiscount,
  setQuantity,
  setReceiptDiscount,
} from '../src/use-cases/edit-cart.usecase.ts';
import { payCash } from '../src/use-cases/pay-cash.usecase.ts';
import { scanCode } from '../src/use-cases/scan-code.usecase.ts';
import { prepared } from './approval.fixture.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

type Step =
  | { do: 'scan' | 'remove' | 'clear' | 'pay'; at: number }
  | { do: 'quantity'; at: number; pieces: number }
  | { do: 'line-discount' | 'receipt-discount'; at: number; discount: Discount | null };

const arbAt = fc.nat({ max: 7 });
const arbDiscount: fc.Arbitrary<Discount | null> = fc.option(
  fc.oneof(
    fc.integer({ min: 0, max: 2_500 }).map((bps): Discount => ({ kind: 'percent', bps })),
    fc.integer({ min: 0, max: 150_000 }).map((n): Discount => ({ kind: 'amount', tiyin: tiyin(n) })),
  ),
);
const arbStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('scan' as const), at: arbAt }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'clear' as const), at: arbAt }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), at: arbAt }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('quantity' as const),
      at: arbAt,
      pieces: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('line-discount' as const, 'receipt-discount' as const),
      at: arbAt,
      discount: arbDiscount,
    }),
  },
);

function carryOut(till: TillContext, step: Step): void {
  const { lines } = till.cart.current;
  const lineId = lines[step.at % Math.max(1, lines.length)]?.lineId ?? 'none';
  switch (step.do) {
    case 'scan':
      scanCode(till, sampleBarcode(1 + step.at));
      return;
    case 'remove':
      removeLine(till, lineId);
      return;
    case 'clear':
      clearCart(till);
      return;
    case 'pay':
      payCash(till, parseTiyin('100000000000'));
      return;
    case 'quantity':
      setQuantity(till, lineId, qtyMilli(step.pieces * 1_000));
      return;
    case 'line-discount':
      setLineDiscount(till, lineId, step.discount);
      return;
    case 'receipt-discount':
      setReceiptDiscount(till, step.discount);
      return;
  }
}

/** The whole of what a sold receipt gave away, measured anew from its journal entry. */
function mostGiven({ lines, receiptDiscount }: SaleV1): number {
  const shares = discountShares(
    lines.map((line) => ({
      grossTiyin: parseTiyin(line.grossTiyin),
      lineDiscountTiyin: parseTiyin(line.lineDiscountTiyin),
      discount: parseDiscount(line.discount),
    })),
    parseDiscount(receiptDiscount),
  );
  return Math.max(shares.receiptBps, ...shares.lineBps);
}

it('whatever is tried at a till, nobody sells beyond her limit without an approval', async () => {
  let sold = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2_000 }),
      fc.array(arbStep, { minLength: 20, maxLength: 60 }),
      async (discountBps, steps) => {
        const people = [
          sampleEmployee({
            permissions: ['till/sell', 'till/discount', 'till/shift'],
            limits: { discountBps },
          }),
        ];
        const till = await prepared(bench, {}, people);
        till.db.exec('UPDATE product SET stock_milli = NULL');
        for (const step of steps) {
          try {
            carryOut(till, step);
          } catch (error) {
            if (!problemOf(error)) throw error;
          }
        }
        const sales = till.journal.listEpoch(1).filter(({ kind }) => kind === 'SaleV1');
        for (const { payload } of sales) {
          const sale = zSaleV1.parse(payload);
          expect(sale.approvalIds).toBeUndefined();
          expect(mostGiven(sale)).toBeLessThanOrEqual(discountBps);
        }
        sold += sales.length;
        await bench.end();
      },
    ),
    { numRuns: 60 },
  );
  expect(sold).toBeGreaterThan(60);
});
