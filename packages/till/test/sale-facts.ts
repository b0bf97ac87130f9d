import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin } from '@jowi/domain/money';
import { parseQtyMilli } from '@jowi/domain/quantity';
import type { ReceiptFacts } from '@jowi/domain/receipt';
import { parseDiscount } from '../src/discount.ts';

/** A journaled sale as the calculator takes it: what the server does at ingest. */
export function saleFacts(sale: SaleV1): ReceiptFacts {
  return {
    calcVersion: sale.calcVersion,
    policy: { ...sale.policy, cashRoundingTiyin: parseTiyin(sale.policy.cashRoundingTiyin) },
    receiptDiscount: parseDiscount(sale.receiptDiscount),
    lines: sale.lines.map((line) => {
      const lineDiscountTiyin = parseTiyin(line.lineDiscountTiyin);
      const receiptDiscountTiyin = parseTiyin(line.receiptDiscountTiyin);
      const roundingDiscountTiyin = parseTiyin(line.roundingDiscountTiyin);
      const sum = lineDiscountTiyin + receiptDiscountTiyin + roundingDiscountTiyin;
      return {
        productId: line.productId,
        qtyMilli: parseQtyMilli(line.qtyMilli),
        unitPriceTiyin: parseTiyin(line.unitPriceTiyin),
        vatRateBps: line.vatRateBps,
        discount: parseDiscount(line.discount),
        grossTiyin: parseTiyin(line.grossTiyin),
        lineDiscountTiyin,
        receiptDiscountTiyin,
        roundingDiscountTiyin,
        discountTiyin: parseTiyin(String(sum)),
        netTiyin: parseTiyin(line.netTiyin),
        vatTiyin: parseTiyin(line.vatTiyin),
      };
    }),
    grossTiyin: parseTiyin(sale.grossTiyin),
    discountTiyin: parseTiyin(sale.discountTiyin),
    totalTiyin: parseTiyin(sale.totalTiyin),
    vatTiyin: parseTiyin(sale.vatTiyin),
    payments: sale.payments.map((p) => ({
      kind: p.kind,
      amountTiyin: parseTiyin(p.amountTiyin),
      tenderedTiyin: parseTiyin(p.tenderedTiyin),
      changeTiyin: parseTiyin(p.changeTiyin),
    })),
  };
}
