import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { discountShares } from '@jowi/domain/discount-share';
import { parseTiyin } from '@jowi/domain/money';
import type { Discount } from '@jowi/domain/pricing';

/** A discount of a sale that goes beyond a limit, in the words of the approval that would cover it. */
export type DiscountBeyond = {
  operation: 'line-discount' | 'receipt-discount';
  subjectId: string | null;
  askedBps: number;
};

export function hasDiscounts({ receiptDiscount, lines }: SaleV1): boolean {
  return receiptDiscount !== null || lines.some((line) => line.discount !== null);
}

/** By the same measure as the till's. */
export function discountsBeyond(sale: SaleV1, limitBps: number): DiscountBeyond[] {
  const { lineBps, receiptBps } = discountShares(
    sale.lines.map((line) => ({
      grossTiyin: parseTiyin(line.grossTiyin),
      lineDiscountTiyin: parseTiyin(line.lineDiscountTiyin),
      discount: discountOf(line.discount),
    })),
    discountOf(sale.receiptDiscount),
  );
  const beyond = sale.lines.flatMap<DiscountBeyond>((line, i) =>
    lineBps[i]! > limitBps
      ? [{ operation: 'line-discount', subjectId: line.lineId, askedBps: lineBps[i]! }]
      : [],
  );
  if (receiptBps > limitBps) {
    beyond.push({ operation: 'receipt-discount', subjectId: null, askedBps: receiptBps });
  }
  return beyond;
}

function discountOf(discount: SaleV1['receiptDiscount']): Discount | null {
  return discount?.kind === 'amount' ? { kind: 'amount', tiyin: parseTiyin(discount.tiyin) } : discount;
}
