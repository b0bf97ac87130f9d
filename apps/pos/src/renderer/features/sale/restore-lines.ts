import type { Cart, CartLine } from '../../../bridge/sale/contract.ts';
import type { TillStore } from '../../state/till-store.ts';

/**
 * Puts lines back as they were: goods, quantity, discount. The same product scanned meanwhile keeps what it has
 * and gets the old quantity on top. Stops at the first refusal; what was put back stays.
 */
export async function restoreLines(
  store: TillStore,
  lines: readonly CartLine[],
  receiptDiscount: Cart['receiptDiscount'],
): Promise<void> {
  for (const line of lines) {
    const lineId = await restoreLine(store, line);
    if (lineId === null) break;
    if (line.discount) await store.sale.setLineDiscount(lineId, line.discount);
  }
  if (receiptDiscount) await store.sale.setReceiptDiscount(receiptDiscount);
  await store.refreshCart();
}

async function restoreLine(store: TillStore, line: CartLine): Promise<string | null> {
  if (line.barcode === null) {
    const added = await store.sale.addProduct(line.productId, line.qtyMilli);
    return added.ok ? added.value.lineId : null;
  }
  const scanned = await store.sale.scan(line.barcode);
  if (!scanned.ok) return null;
  const { cart, lineId } = scanned.value;
  const now = cart.lines.find((each) => each.lineId === lineId);
  // the scan itself has added one
  const wanted = BigInt(now?.qtyMilli ?? '1000') - 1000n + BigInt(line.qtyMilli);
  await store.sale.setQuantity(lineId, String(wanted));
  return lineId;
}
