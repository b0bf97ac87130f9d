import { parseTiyin } from '@jowi/domain/money';
import { type Discount } from '@jowi/domain/pricing';
import type { DiscountView } from './views.ts';

export function discountView(discount: Discount | null): DiscountView | null {
  if (discount?.kind !== 'amount') return discount;
  return { kind: 'amount', tiyin: String(discount.tiyin) };
}

/** Throws `money/not-an-integer`; ranges are the calculator's business. */
export function parseDiscount(view: DiscountView | null): Discount | null {
  if (view?.kind !== 'amount') return view;
  return { kind: 'amount', tiyin: parseTiyin(view.tiyin) };
}
