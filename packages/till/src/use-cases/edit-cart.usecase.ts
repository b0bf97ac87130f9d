import type { Discount, PricedReceipt } from '@jowi/domain/pricing';
import type { QtyMilli } from '@jowi/domain/quantity';
import { discountView } from '../discount.ts';
import { priceCart } from '../pricing.ts';
import { TillError } from '../result.ts';
import type { Cart, CartLine } from '../store/cart.store.ts';
import type { CartApproval } from '../store/cart-approvals.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { SessionView } from '../views.ts';
import { changeCart, withLine } from './change-cart.ts';
import { discountNeeds, isSameDiscount, refuseUncovered, stockNeeds } from './needs.ts';
import { assertSellableQty } from './quantity.ts';

/** Throws `sales/quantity-invalid`; for more than is on the shelf see `stockNeeds`. */
export function setQuantity(till: TillContext, lineId: string, qty: QtyMilli): void {
  let productId: string | null = null;
  changeCart(till, {
    change: (cart) =>
      withLine(cart, lineId, (line) => {
        assertSellableQty(line.unit, qty);
        // Less of something is never asked about: it may be the way out.
        if (qty > line.qtyMilli) productId = line.productId;
        return { ...line, qtyMilli: qty };
      }),
    check: (seller, next) =>
      refuseUncovered(till, seller, productId ? stockNeeds(till, seller, next, [productId]) : []),
  });
}

/** null takes the discount away. Throws `sales/discount-invalid`, `till/approval-needed`, `till/store-ceiling`. */
export function setLineDiscount(till: TillContext, lineId: string, discount: Discount | null): void {
  if (discount) authorise(till, 'till/discount');
  changeCart(till, {
    change: (cart) => withLine(cart, lineId, (line) => ({ ...line, discount })),
    check: (seller, next, priced) => refuseWiderDiscounts(till, seller, next, priced),
    isSpent: isOther('line-discount', lineId, discount),
  });
}

/** Throws `sales/cart-empty`, `sales/discount-invalid`, `till/approval-needed`, `till/store-ceiling`. */
export function setReceiptDiscount(till: TillContext, discount: Discount | null): void {
  if (discount) authorise(till, 'till/discount');
  changeCart(till, {
    change: (cart) => {
      if (discount && cart.lines.length === 0) throw new TillError('sales/cart-empty');
      return { ...cart, receiptDiscount: discount };
    },
    check: (seller, next, priced) => refuseWiderDiscounts(till, seller, next, priced),
    isSpent: isOther('receipt-discount', null, discount),
  });
}

export function removeLine(till: TillContext, lineId: string): void {
  changeCart(till, { change: (cart) => withLine(cart, lineId, () => null) });
}

export function clearCart(till: TillContext): void {
  changeCart(till, { change: () => ({ lines: [], receiptDiscount: null }) });
}

/** What already went too far before this change is no reason to refuse it: paying asks about that. */
function refuseWiderDiscounts(
  till: TillContext,
  seller: SessionView,
  next: Cart,
  priced: PricedReceipt<CartLine>,
): void {
  const needs = discountNeeds(seller, next, priced);
  if (needs.length === 0) return;
  const now = till.cart.current;
  const before = discountNeeds(seller, now, priceCart(now, till.meta.getIdentity()));
  const wider = needs.filter(
    (need) =>
      !before.some(
        (was) =>
          was.operation === need.operation && was.subjectId === need.subjectId && was.asked >= need.asked,
      ),
  );
  refuseUncovered(till, seller, wider);
}

/** An approval of another discount than this one: it was for one time, and the time has passed. */
function isOther(operation: CartApproval['operation'], subjectId: string | null, discount: Discount | null) {
  const given = discountView(discount);
  return (approval: CartApproval): boolean =>
    approval.operation === operation &&
    approval.subjectId === subjectId &&
    (given === null || approval.terms.kind !== 'discount' || !isSameDiscount(approval.terms.discount, given));
}
