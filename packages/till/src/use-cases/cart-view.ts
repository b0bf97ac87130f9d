import { suggestTenders } from '@jowi/domain/cash';
import { sumTiyin } from '@jowi/domain/money';
import type { PricedLine } from '@jowi/domain/pricing';
import { discountView } from '../discount.ts';
import { priceCart } from '../pricing.ts';
import type { CartLine } from '../store/cart.store.ts';
import type { TillContext } from '../till-context.ts';
import type { CartLineView, CartView } from '../views.ts';

/** The cart with every figure the screen shows. */
export function cartView({ cart, meta, catalogue }: TillContext): CartView {
  const priced = priceCart(cart.current, meta.getIdentity());
  return {
    lines: priced.lines.map((line) => {
      const stock = catalogue.findStockMilli(line.productId);
      return { ...lineView(line), stockEstimateMilli: stock === null ? null : String(stock) };
    }),
    receiptDiscount: discountView(cart.current.receiptDiscount),
    grossTiyin: String(priced.grossTiyin),
    discountTiyin: String(priced.discountTiyin),
    roundingTiyin: String(sumTiyin(priced.lines.map((line) => line.roundingDiscountTiyin))),
    totalTiyin: String(priced.totalTiyin),
    vatTiyin: String(priced.vatTiyin),
    suggestedTendersTiyin: suggestTenders(priced.totalTiyin).map(String),
  };
}

function lineView(line: PricedLine<CartLine>): Omit<CartLineView, 'stockEstimateMilli'> {
  return {
    lineId: line.lineId,
    productId: line.productId,
    name: line.name,
    barcode: line.barcode,
    unit: line.unit,
    qtyMilli: String(line.qtyMilli),
    unitPriceTiyin: String(line.unitPriceTiyin),
    grossTiyin: String(line.grossTiyin),
    lineDiscountTiyin: String(line.lineDiscountTiyin),
    discountTiyin: String(line.discountTiyin),
    netTiyin: String(line.netTiyin),
    vatTiyin: String(line.vatTiyin),
    discount: discountView(line.discount),
  };
}
