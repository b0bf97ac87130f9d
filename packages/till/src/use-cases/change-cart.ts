import type { PricedReceipt } from '@jowi/domain/pricing';
import { priceCart } from '../pricing.ts';
import { TillError } from '../result.ts';
import type { Cart, CartLine } from '../store/cart.store.ts';
import type { CartApproval } from '../store/cart-approvals.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { SessionView } from '../views.ts';

export type CartChange = {
  change: (cart: Cart) => Cart;
  /** What must hold of the cart as it would be; throws what the change is refused with. */
  check?: (seller: SessionView, next: Cart, priced: PricedReceipt<CartLine>) => void;
  /** Approvals that have had their day with it, beside those of lines that are gone. */
  isSpent?: (approval: CartApproval) => boolean;
};

/**
 * The one way the cart changes: somebody who may sell is signed in, a shift is open, and the new cart can be priced. If
 * it cannot (a discount over 100 %, a quantity beyond counting) the cart stays as it was.
 */
export function changeCart(till: TillContext, { change, check, isSpent }: CartChange): void {
  const seller = authorise(till, 'till/sell');
  till.shifts.getOpen();
  const next = change(till.cart.current);
  const priced = priceCart(next, till.meta.getIdentity());
  check?.(seller, next, priced);
  till.cart.replace(next, (approval) => isSpent?.(approval) === true || isOfGoneLine(approval, next));
  till.events.emit('cart-changed');
}

function isOfGoneLine({ operation, subjectId }: CartApproval, { lines }: Cart): boolean {
  return operation === 'line-discount' && !lines.some((line) => line.lineId === subjectId);
}

/** The cart with one line changed, or without it. Throws `common/not-found` when it is not in the cart (any more). */
export function withLine(cart: Cart, lineId: string, change: (line: CartLine) => CartLine | null): Cart {
  const index = cart.lines.findIndex((line) => line.lineId === lineId);
  const line = cart.lines[index];
  if (!line) throw new TillError('common/not-found');
  const changed = change(line);
  const lines = changed ? cart.lines.with(index, changed) : cart.lines.toSpliced(index, 1);
  // A discount on the whole receipt does not outlive the goods it was given for.
  return { ...cart, lines, receiptDiscount: lines.length === 0 ? null : cart.receiptDiscount };
}
