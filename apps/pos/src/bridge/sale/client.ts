import type { Bridge } from '../bridge.ts';
import type { Discount } from './contract.ts';

export function saleClient(bridge: Bridge) {
  return {
    cart: () => bridge.call('sale', 'cart', {}),
    scan: (code: string) => bridge.call('sale', 'scan', { code }),
    addProduct: (productId: string, qtyMilli?: string) =>
      bridge.call('sale', 'addProduct', { productId, ...(qtyMilli ? { qtyMilli } : {}) }),
    setQuantity: (lineId: string, qtyMilli: string) =>
      bridge.call('sale', 'setQuantity', { lineId, qtyMilli }),
    setLineDiscount: (lineId: string, discount: Discount | null) =>
      bridge.call('sale', 'setLineDiscount', { lineId, discount }),
    setReceiptDiscount: (discount: Discount | null) =>
      bridge.call('sale', 'setReceiptDiscount', { discount }),
    removeLine: (lineId: string) => bridge.call('sale', 'removeLine', { lineId }),
    clear: () => bridge.call('sale', 'clear', {}),
    payCash: (tenderedTiyin: string) => bridge.call('sale', 'payCash', { tenderedTiyin }),
    receipts: (limit: number) => bridge.call('sale', 'receipts', { limit }),
    receipt: (receiptId: string) => bridge.call('sale', 'receipt', { receiptId }),
    reprint: (receiptId: string) => bridge.call('sale', 'reprint', { receiptId }),
  };
}
