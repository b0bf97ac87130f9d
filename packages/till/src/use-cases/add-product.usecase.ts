import { type QtyMilli, qtyMilli, WHOLE } from '@jowi/domain/quantity';
import { TillError } from '../result.ts';
import type { Cart, CartLine } from '../store/cart.store.ts';
import type { Product } from '../store/catalogue.store.ts';
import type { TillContext } from '../till-context.ts';
import { changeCart } from './change-cart.ts';
import { refuseUncovered, stockNeeds } from './needs.ts';
import { assertSellableQty } from './quantity.ts';

/** The wire holds a thousand lines; a receipt that long is a mistake anyway. */
const MAX_LINES = 1000;

/**
 * Picked from the list or by quick key. Throws `common/not-found`, `sales/price-missing`, `sales/quantity-invalid`; for
 * more than is on the shelf see `stockNeeds`.
 */
export function addProduct(till: TillContext, productId: string, qty: QtyMilli = WHOLE): string {
  const product = till.catalogue.findById(productId);
  if (!product) throw new TillError('common/not-found');
  return addToCart(till, product, null, qty);
}

/**
 * Adds to the line of the same product at the same price, or makes a new one at the end. Returns the line. What
 * somebody allowed for a line was for so much of it: more of the same goes on a line of its own.
 */
export function addToCart(
  till: TillContext,
  product: Product,
  scanned: string | null,
  qty: QtyMilli,
): string {
  if (product.priceTiyin === 0n) throw new TillError('sales/price-missing', { sku: product.sku });
  let lineId = '';
  const allowed = new Set(till.cart.approvals.list.map((approval) => approval.subjectId));
  const change = (cart: Cart): Cart => {
    const index = cart.lines.findIndex(
      (line) =>
        line.productId === product.id &&
        line.unitPriceTiyin === product.priceTiyin &&
        !allowed.has(line.lineId),
    );
    const known = cart.lines[index];
    if (known) {
      lineId = known.lineId;
      const total = qtyMilli(known.qtyMilli + qty);
      assertSellableQty(product.unit, total);
      return { ...cart, lines: cart.lines.with(index, { ...known, qtyMilli: total }) };
    }
    assertSellableQty(product.unit, qty);
    if (cart.lines.length >= MAX_LINES) throw new TillError('sales/quantity-invalid');
    const line = lineOf(product, till.newId(), scanned, qty);
    lineId = line.lineId;
    return { ...cart, lines: [...cart.lines, line] };
  };
  changeCart(till, {
    change,
    check: (seller, next) => refuseUncovered(till, seller, stockNeeds(till, seller, next, [product.id])),
  });
  return lineId;
}

function lineOf(product: Product, lineId: string, barcode: string | null, qty: QtyMilli): CartLine {
  return {
    lineId,
    productId: product.id,
    name: product.name,
    barcode,
    unit: product.unit,
    ikpu: product.ikpu,
    packageCode: product.packageCode,
    qtyMilli: qty,
    unitPriceTiyin: product.priceTiyin,
    vatRateBps: product.vatRateBps,
    productVersion: product.version,
    discount: null,
  };
}
