import type { Discount } from '@jowi/domain/pricing';
import type { QtyMilli } from '@jowi/domain/quantity';
import { TillError } from '../result.ts';
import type { TillContext } from '../till-context.ts';
import { changeCart, changeLine } from './change-cart.ts';
import { assertSellableQty } from './quantity.ts';

/** Throws `sales/quantity-invalid`. */
export function setQuantity(till: TillContext, lineId: string, qty: QtyMilli): void {
  changeLine(till, lineId, (line) => {
    assertSellableQty(line.unit, qty);
    return { ...line, qtyMilli: qty };
  });
}

/** null takes the discount away. Throws `sales/discount-invalid`. */
export function setLineDiscount(till: TillContext, lineId: string, discount: Discount | null): void {
  changeLine(till, lineId, (line) => ({ ...line, discount }));
}

/** Throws `sales/cart-empty`, `sales/discount-invalid`. */
export function setReceiptDiscount(till: TillContext, discount: Discount | null): void {
  changeCart(till, (cart) => {
    if (discount && cart.lines.length === 0) throw new TillError('sales/cart-empty');
    return { ...cart, receiptDiscount: discount };
  });
}

export function removeLine(till: TillContext, lineId: string): void {
  changeLine(till, lineId, () => null);
}

export function clearCart(till: TillContext): void {
  changeCart(till, () => ({ lines: [], receiptDiscount: null }));
}
