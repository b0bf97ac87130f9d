import type { SaleLineV1, SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { cashChange } from '@jowi/domain/cash';
import { type Tiyin, tiyin } from '@jowi/domain/money';
import type { PricedLine, PricedReceipt } from '@jowi/domain/pricing';
import { discountView } from '../discount.ts';
import { priceCart } from '../pricing.ts';
import { TillError } from '../result.ts';
import type { CartLine } from '../store/cart.store.ts';
import { takeNumber } from '../store/counter.store.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { PaidView } from '../views.ts';
import { covers, discountNeeds, refuseUncovered, stockNeeds } from './needs.ts';

/**
 * Confirms the sale. When this returns, the sale is on the disk: number, receipt, stock, cash, signed journal entry,
 * the three outboxes and the emptied cart are one transaction. Only then does the drawer open and anything
 * print. When it throws (`sales/cart-empty`, `sales/not-enough-cash`, `till/approval-needed`, `till/disk-full`, ...)
 * nothing has happened and the cart is as it was.
 */
export function payCash(till: TillContext, tenderedTiyin: Tiyin): PaidView {
  const cashier = authorise(till, 'till/sell');
  const shift = till.shifts.getOpen();
  const { cart } = till;
  if (cart.current.lines.length === 0) throw new TillError('sales/cart-empty');
  const priced = priceCart(cart.current, till.meta.getIdentity());
  // Asked again here: quantities, rights and stock have moved since, or another cashier takes the money.
  const needs = [...discountNeeds(cashier, cart.current, priced), ...stockNeeds(till, cashier, cart.current)];
  refuseUncovered(till, cashier, needs);
  const used = cart.approvals.list.filter((approval) => needs.some((need) => covers(approval, need)));
  const change = cashChange(priced.totalTiyin, tenderedTiyin);
  if (!change.ok) {
    throw new TillError(change.error.code, { missingTiyin: String(change.error.params.missingTiyin) });
  }

  const sale = till.db.transaction(() => {
    const fact: SaleV1 = {
      receiptId: till.newId(),
      receiptNumber: takeNumber(till.db, 'receipt'),
      shiftId: shift.shiftId,
      employeeId: cashier.id,
      businessDate: shift.businessDate,
      occurredAtMs: till.trusted.now(),
      ...figuresOf(priced),
      receiptDiscount: discountView(cart.current.receiptDiscount),
      payments: [
        {
          paymentId: till.newId(),
          kind: 'cash',
          amountTiyin: String(priced.totalTiyin),
          tenderedTiyin: String(tenderedTiyin),
          changeTiyin: String(change.changeTiyin),
        },
      ],
      ...(cart.id !== null && { cartId: cart.id }),
      ...(used.length > 0 && { approvalIds: used.map((approval) => approval.approvalId) }),
    };
    const entry = till.journal.append('SaleV1', fact);
    till.receipts.insert(fact, entry);
    for (const line of priced.lines) till.catalogue.subtractStock(line.productId, line.qtyMilli);
    till.shifts.moveCash(shift.shiftId, 'sale', tiyin(priced.totalTiyin), fact.receiptNumber);
    till.fiscalOutbox.add(fact.receiptNumber);
    till.printOutbox.add(fact.receiptNumber, 'receipt');
    cart.clearInTransaction();
    return fact;
  });

  cart.forget();
  void openDrawer(till);
  till.events.emit('journaled', 'fiscal-queued', 'print-queued', 'cart-changed', 'receipt-changed');
  return {
    receiptId: sale.receiptId,
    receiptNumber: sale.receiptNumber,
    totalTiyin: sale.totalTiyin,
    tenderedTiyin: String(tenderedTiyin),
    changeTiyin: String(change.changeTiyin),
  };
}

/** From here on nothing may fail any more: the sale has happened. */
async function openDrawer({ printer, log }: TillContext): Promise<void> {
  try {
    await printer.openDrawer();
  } catch (error) {
    log('warn', 'the drawer did not open', { error: String(error) });
  }
}

function figuresOf(priced: PricedReceipt<CartLine>) {
  const { vatPer, vatRounding, lineRounding, cashRoundingTiyin } = priced.policy;
  return {
    calcVersion: priced.calcVersion,
    policy: { vatPer, vatRounding, lineRounding, cashRoundingTiyin: String(cashRoundingTiyin) },
    lines: priced.lines.map(lineFact),
    grossTiyin: String(priced.grossTiyin),
    discountTiyin: String(priced.discountTiyin),
    totalTiyin: String(priced.totalTiyin),
    vatTiyin: String(priced.vatTiyin),
  };
}

function lineFact(line: PricedLine<CartLine>): SaleLineV1 {
  return {
    lineId: line.lineId,
    productId: line.productId,
    barcode: line.barcode,
    name: line.name,
    // Beyond the contract of a line: receipts printed later need it.
    unit: line.unit,
    ikpu: line.ikpu,
    packageCode: line.packageCode,
    qtyMilli: String(line.qtyMilli),
    unitPriceTiyin: String(line.unitPriceTiyin),
    discount: discountView(line.discount),
    grossTiyin: String(line.grossTiyin),
    lineDiscountTiyin: String(line.lineDiscountTiyin),
    receiptDiscountTiyin: String(line.receiptDiscountTiyin),
    roundingDiscountTiyin: String(line.roundingDiscountTiyin),
    netTiyin: String(line.netTiyin),
    vatRateBps: line.vatRateBps,
    vatTiyin: String(line.vatTiyin),
    productVersion: line.productVersion,
  };
}
