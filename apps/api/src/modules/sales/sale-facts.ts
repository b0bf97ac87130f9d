import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin, tiyin } from '@jowi/domain/money';
import type { Discount, PricingPolicy } from '@jowi/domain/pricing';
import { parseQtyMilli } from '@jowi/domain/quantity';
import type { ReceiptFacts } from '@jowi/domain/receipt';

type WireDiscount = SaleV1['receiptDiscount'];

/** A sale from the wire as the calculators read it; every figure is the till's own. */
export function receiptFactsOf(sale: SaleV1): ReceiptFacts {
  return {
    calcVersion: sale.calcVersion,
    policy: pricingPolicyOf(sale.policy),
    receiptDiscount: discountOf(sale.receiptDiscount),
    lines: sale.lines.map((line) => {
      const lineDiscountTiyin = parseTiyin(line.lineDiscountTiyin);
      const receiptDiscountTiyin = parseTiyin(line.receiptDiscountTiyin);
      const roundingDiscountTiyin = parseTiyin(line.roundingDiscountTiyin);
      return {
        productId: line.productId,
        unitPriceTiyin: parseTiyin(line.unitPriceTiyin),
        qtyMilli: parseQtyMilli(line.qtyMilli),
        vatRateBps: line.vatRateBps,
        discount: discountOf(line.discount),
        grossTiyin: parseTiyin(line.grossTiyin),
        lineDiscountTiyin,
        receiptDiscountTiyin,
        roundingDiscountTiyin,
        discountTiyin: tiyin(lineDiscountTiyin + receiptDiscountTiyin + roundingDiscountTiyin),
        netTiyin: parseTiyin(line.netTiyin),
        vatTiyin: parseTiyin(line.vatTiyin),
      };
    }),
    grossTiyin: parseTiyin(sale.grossTiyin),
    discountTiyin: parseTiyin(sale.discountTiyin),
    totalTiyin: parseTiyin(sale.totalTiyin),
    vatTiyin: parseTiyin(sale.vatTiyin),
    payments: sale.payments.map((payment) => ({
      kind: payment.kind,
      amountTiyin: parseTiyin(payment.amountTiyin),
      tenderedTiyin: parseTiyin(payment.tenderedTiyin),
      changeTiyin: parseTiyin(payment.changeTiyin),
    })),
  };
}

function discountOf(discount: WireDiscount): Discount | null {
  if (!discount) return null;
  return discount.kind === 'percent'
    ? { kind: 'percent', bps: discount.bps }
    : { kind: 'amount', tiyin: parseTiyin(discount.tiyin) };
}

function pricingPolicyOf(policy: SaleV1['policy']): PricingPolicy {
  return {
    vatPer: policy.vatPer,
    vatRounding: policy.vatRounding,
    lineRounding: policy.lineRounding,
    cashRoundingTiyin: parseTiyin(policy.cashRoundingTiyin),
  };
}
