import { type QtyMilli, WHOLE } from '@jowi/domain/quantity';
import { TillError } from '../result.ts';
import type { Unit } from '../views.ts';

/** A million of anything on one line is a slip of the finger (or a barcode scanned into the quantity field). */
const MAX_QTY_MILLI = 1_000_000n * WHOLE;

/** Above zero, countable, and whole for things sold by the piece. Throws `sales/quantity-invalid`. */
export function assertSellableQty(unit: Unit, qty: QtyMilli): void {
  const whole = unit !== 'piece' || qty % WHOLE === 0n;
  if (qty <= 0n || qty > MAX_QTY_MILLI || !whole) throw new TillError('sales/quantity-invalid');
}
