import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { saleContract } from './contract.ts';

export function serveSale({ sale }: TillEngine): ServedDomain {
  return serve(saleContract, {
    cart: () => sale.cart(),
    scan: (params) => sale.scan(params),
    addProduct: (params) => sale.addProduct(params),
    setQuantity: (params) => sale.setQuantity(params),
    setLineDiscount: (params) => sale.setLineDiscount(params),
    setReceiptDiscount: (params) => sale.setReceiptDiscount(params),
    removeLine: (params) => sale.removeLine(params),
    clear: () => sale.clear(),
    payCash: (params) => sale.payCash(params),
    receipts: (params) => sale.receipts(params),
    receipt: (params) => sale.receipt(params),
    reprint: (params) => sale.reprint(params),
  });
}
