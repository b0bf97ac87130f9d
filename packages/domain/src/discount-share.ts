import { divRound, sumTiyin } from './money.ts';
import type { Discount, GrossLine } from './pricing.ts';

const WHOLE_BPS = 10_000n;

/**
 * Which part of its price an amount gives up, in basis points, rounded up: a limit is not passed by a fraction either. A
 * percentage is what it says, whatever the rounding of its tiyin made of it.
 */
export function discountShareBps(discount: Discount | null | undefined, amountTiyin: bigint): number {
  if (!discount) return 0;
  if (discount.kind === 'percent') return discount.bps;
  if (amountTiyin <= 0n) return 0;
  const given = discount.tiyin < amountTiyin ? discount.tiyin : amountTiyin;
  return Number(divRound(given * WHOLE_BPS, amountTiyin, 'ceil'));
}

/** What two discounts, one after the other, give up together: 10 % and 10 % are 19 %. */
export function combinedShareBps(firstBps: number, thenBps: number): number {
  const kept = (WHOLE_BPS - BigInt(firstBps)) * (WHOLE_BPS - BigInt(thenBps));
  return Number(WHOLE_BPS - divRound(kept, WHOLE_BPS, 'floor'));
}

type DiscountedByHand = Pick<GrossLine, 'grossTiyin' | 'lineDiscountTiyin' | 'discount'>;

export type DiscountShares = {
  /** Of each line, by its own discount. */
  readonly lineBps: readonly number[];
  /** Of the line that gives up most, by its own discount and the receipt's; 0 without a receipt discount. */
  readonly receiptBps: number;
};

/** How far the discounts of a receipt go: what limits are compared with, on the till and on the server. */
export function discountShares(
  lines: readonly DiscountedByHand[],
  receiptDiscount: Discount | null,
): DiscountShares {
  const lineBps = lines.map((line) => discountShareBps(line.discount, line.grossTiyin));
  const base = sumTiyin(lines.map((line) => line.grossTiyin - line.lineDiscountTiyin));
  const shareBps = discountShareBps(receiptDiscount, base);
  const together = shareBps === 0 ? [] : lineBps.map((own) => combinedShareBps(own, shareBps));
  return { lineBps, receiptBps: together.reduce((most, bps) => Math.max(most, bps), 0) };
}
