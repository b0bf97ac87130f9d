import { parseTiyin } from '@jowi/domain/money';
import { type PricedReceipt, type PricingPolicy, priceReceipt } from '@jowi/domain/pricing';
import { TillError } from './result.ts';
import type { Cart, CartLine } from './store/cart.store.ts';
import type { Identity } from './store/meta.store.ts';

/** What a fiscal module can count: sixteen digits of tiyin. */
const MAX_TOTAL_TIYIN = 9_999_999_999_999_999n;

export function policyOf({ settings }: Identity): PricingPolicy {
  const { vatPer, vatRounding, lineRounding, cashRoundingTiyin } = settings.policy;
  return { vatPer, vatRounding, lineRounding, cashRoundingTiyin: parseTiyin(cashRoundingTiyin) };
}

/** Prices a cart by the shop's policy. Throws `sales/quantity-invalid`, `sales/discount-invalid`. */
export function priceCart(cart: Cart, identity: Identity): PricedReceipt<CartLine> {
  const priced = priceReceipt(taxedLines(cart.lines, identity), cart.receiptDiscount, policyOf(identity));
  if (priced.grossTiyin > MAX_TOTAL_TIYIN) throw new TillError('sales/quantity-invalid');
  return priced;
}

/** A business that pays no VAT sells nothing with it, whatever stands at the product. */
function taxedLines(lines: readonly CartLine[], { settings }: Identity): readonly CartLine[] {
  return settings.vatPayer === false ? lines.map((line) => ({ ...line, vatRateBps: null })) : lines;
}
