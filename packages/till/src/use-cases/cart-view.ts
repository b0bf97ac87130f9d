import { suggestTenders } from '@jowi/domain/cash';
import { sumTiyin } from '@jowi/domain/money';
import type { PricedLine, PricedReceipt } from '@jowi/domain/pricing';
import { discountView } from '../discount.ts';
import { priceCart } from '../pricing.ts';
import { TillError } from '../result.ts';
import type { CartLine } from '../store/cart.store.ts';
import type { Need } from '../store/cart-approvals.ts';
import type { TillContext } from '../till-context.ts';
import type { CartLineView, CartView, NeedView, SessionView } from '../views.ts';
import { discountNeeds, needView, stockNeeds, uncovered } from './needs.ts';

/** The cart with every figure the screen shows. */
export function cartView(till: TillContext): CartView {
  const { cart, meta, catalogue, employees } = till;
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
    needs: needsOf(till, priced),
    approvals: cart.approvals.list.map(({ operation, subjectId, approverId }) => ({
      operation,
      subjectId,
      approverName: employees.findName(approverId),
    })),
  };
}

/** What paying would ask for. Goods the store does not sell below zero are told when it comes to that. */
function needsOf(till: TillContext, priced: PricedReceipt<CartLine>): NeedView[] {
  const seller = till.session.current;
  if (!seller) return [];
  const discounts = discountNeeds(seller, till.cart.current, priced);
  return uncovered(till, [...discounts, ...askableStock(till, seller)]).map(needView);
}

function askableStock(till: TillContext, seller: SessionView): Need[] {
  try {
    return stockNeeds(till, seller, till.cart.current);
  } catch (error) {
    if (error instanceof TillError) return [];
    throw error;
  }
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
