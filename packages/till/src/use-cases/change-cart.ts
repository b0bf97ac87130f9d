import { priceCart } from '../pricing.ts';
import { TillError } from '../result.ts';
import type { Cart, CartLine } from '../store/cart.store.ts';
import { getCashier, type TillContext } from '../till-context.ts';

/**
 * The one way the cart changes: somebody is signed in, a shift is open, and the new cart can be priced. If it
 * cannot (a discount over 100 %, a quantity beyond counting) the cart stays as it was.
 */
export function changeCart(till: TillContext, change: (cart: Cart) => Cart): void {
  getCashier(till);
  till.shifts.getOpen();
  const next = change(till.cart.current);
  priceCart(next, till.meta.getIdentity());
  till.cart.replace(next);
  till.events.emit('cart-changed');
}

/** Changes one line. Throws `common/not-found` when it is not in the cart (any more). */
export function changeLine(
  till: TillContext,
  lineId: string,
  change: (line: CartLine) => CartLine | null,
): void {
  changeCart(till, (cart) => {
    const index = cart.lines.findIndex((line) => line.lineId === lineId);
    const line = cart.lines[index];
    if (!line) throw new TillError('common/not-found');
    const changed = change(line);
    const lines = changed ? cart.lines.with(index, changed) : cart.lines.toSpliced(index, 1);
    // A discount on the whole receipt does not outlive the goods it was given for.
    return { ...cart, lines, receiptDiscount: lines.length === 0 ? null : cart.receiptDiscount };
  });
}
