import { DomainError } from './errors.ts';

declare const qtyMilliBrand: unique symbol;

/** A quantity in thousandths of the product's unit: one piece = 1000, 735 g of a kilogram = 735. */
export type QtyMilli = bigint & { readonly [qtyMilliBrand]: true };

/** One whole unit. */
export const WHOLE = 1000n as QtyMilli;

/** Brands a whole number of thousandths. Throws `quantity/not-an-integer` for a fractional or unsafe number. */
export function qtyMilli(n: bigint | number): QtyMilli {
  if (typeof n === 'number' && !Number.isSafeInteger(n)) {
    throw new DomainError('quantity/not-an-integer', { value: n });
  }
  return BigInt(n) as QtyMilli;
}

/** Reads the wire form: thousandths as decimal digits, optional minus. Throws `quantity/not-an-integer`. */
export function parseQtyMilli(s: string): QtyMilli {
  if (!/^-?\d{1,30}$/.test(s)) throw new DomainError('quantity/not-an-integer', { value: s });
  return BigInt(s) as QtyMilli;
}
