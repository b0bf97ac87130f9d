import type { CartLineView, PaidView } from '@jowi/till/views';
import { say } from './said.ts';

/** What the cashier and the customer see: the sale is done. */
export function sayPaid(
  { receiptId, receiptNumber, totalTiyin, tenderedTiyin }: PaidView,
  lines: readonly Pick<CartLineView, 'lineId' | 'qtyMilli' | 'netTiyin'>[],
): void {
  const said = lines.map(({ lineId, qtyMilli, netTiyin }) => [lineId, qtyMilli, netTiyin] as const);
  say({ say: 'paid', receiptId, receiptNumber, totalTiyin, tenderedTiyin, lines: said });
}
