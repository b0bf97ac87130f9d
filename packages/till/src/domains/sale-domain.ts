import { parseTiyin } from '@jowi/domain/money';
import { parseQtyMilli } from '@jowi/domain/quantity';
import { parseDiscount } from '../discount.ts';
import { answer } from '../result.ts';
import type { SaleDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import { addProduct } from '../use-cases/add-product.usecase.ts';
import { cartView } from '../use-cases/cart-view.ts';
import {
  clearCart,
  removeLine,
  setLineDiscount,
  setQuantity,
  setReceiptDiscount,
} from '../use-cases/edit-cart.usecase.ts';
import { payCash } from '../use-cases/pay-cash.usecase.ts';
import { receiptView } from '../use-cases/receipt-view.usecase.ts';
import { reprintReceipt } from '../use-cases/reprint-receipt.usecase.ts';
import { scanCode } from '../use-cases/scan-code.usecase.ts';

export function saleDomain(till: TillContext): SaleDomain {
  const added = (add: () => string) =>
    answer(till.log, () => {
      const lineId = add();
      return { cart: cartView(till), lineId };
    });
  const changed = (change: () => void) =>
    answer(till.log, () => {
      change();
      return cartView(till);
    });
  return {
    cart: () => answer(till.log, () => cartView(till)),
    scan: ({ code }) => added(() => scanCode(till, code)),
    addProduct: ({ productId, qtyMilli }) =>
      added(() => addProduct(till, productId, qtyMilli === undefined ? undefined : parseQtyMilli(qtyMilli))),
    setQuantity: ({ lineId, qtyMilli }) => changed(() => setQuantity(till, lineId, parseQtyMilli(qtyMilli))),
    setLineDiscount: ({ lineId, discount }) =>
      changed(() => setLineDiscount(till, lineId, parseDiscount(discount))),
    setReceiptDiscount: ({ discount }) => changed(() => setReceiptDiscount(till, parseDiscount(discount))),
    removeLine: ({ lineId }) => changed(() => removeLine(till, lineId)),
    clear: () => changed(() => clearCart(till)),
    payCash: ({ tenderedTiyin }) => answer(till.log, () => payCash(till, parseTiyin(tenderedTiyin))),
    receipts: ({ limit }) => answer(till.log, () => till.receipts.list(limit)),
    receipt: ({ receiptId }) => answer(till.log, () => receiptView(till, receiptId)),
    reprint: ({ receiptId }) =>
      answer(till.log, () => {
        reprintReceipt(till, receiptId);
        return null;
      }),
  };
}
