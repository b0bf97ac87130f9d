import { unreachable } from './assert.ts';
import { type Tiyin, tiyin, ZERO_TIYIN } from './money.ts';
import { PAYMENT_KINDS, type Payment, type PaymentKind } from './receipt.ts';

/** `payments` sum to `totalTiyin`; a refund's figures are positive. */
type Receipted = {
  receiptNumber: number;
  totalTiyin: Tiyin;
  vatTiyin: Tiyin;
  discountTiyin: Tiyin;
  payments: readonly Payment[];
};

export type ShiftEvent =
  | { type: 'opened'; floatTiyin: Tiyin }
  | ({ type: 'sale' } & Receipted)
  | ({ type: 'refund' } & Receipted)
  | { type: 'cashIn'; amountTiyin: Tiyin }
  | { type: 'cashOut'; amountTiyin: Tiyin }
  | { type: 'closed'; countedTiyin: Tiyin };

export type FlowTotals = { salesTiyin: Tiyin; refundsTiyin: Tiyin; netTiyin: Tiyin };

export type ShiftTotals = {
  salesCount: number;
  refundsCount: number;
  cashInCount: number;
  cashOutCount: number;
  /** What customers paid and got back; net = sales - refunds. */
  totals: FlowTotals;
  vat: FlowTotals;
  discounts: FlowTotals;
  byPayment: Record<PaymentKind, FlowTotals>;
  floatTiyin: Tiyin;
  cashInTiyin: Tiyin;
  cashOutTiyin: Tiyin;
  /** Of sales and refunds alike; null before the first. */
  firstReceiptNumber: number | null;
  lastReceiptNumber: number | null;
  /** float + cash sales - cash refunds + in - out. */
  expectedCashTiyin: Tiyin;
  /** Null until the shift is closed. */
  countedTiyin: Tiyin | null;
  /** counted - expected: below zero when money is missing. */
  discrepancyTiyin: Tiyin | null;
};

/**
 * The figures of an X report (shift still open) and of a Z report (closed): the same fold. The order of
 * events does not matter; an event given twice counts twice, so events are made unique before they come here.
 */
export function foldShift(events: Iterable<ShiftEvent>): ShiftTotals {
  let totals = EMPTY;
  for (const event of events) totals = mergeShiftTotals(totals, totalsOf(event));
  return totals;
}

/**
 * Adds two parts of one shift, or two shifts: `foldShift([...a, ...b])` equals the merge of both folds.
 * A discrepancy means something only when every shift merged is closed.
 */
export function mergeShiftTotals(a: ShiftTotals, b: ShiftTotals): ShiftTotals {
  const counted = pick(a.countedTiyin, b.countedTiyin, (x, y) => tiyin(x + y));
  return withDerived({
    salesCount: a.salesCount + b.salesCount,
    refundsCount: a.refundsCount + b.refundsCount,
    cashInCount: a.cashInCount + b.cashInCount,
    cashOutCount: a.cashOutCount + b.cashOutCount,
    totals: mergeFlow(a.totals, b.totals),
    vat: mergeFlow(a.vat, b.vat),
    discounts: mergeFlow(a.discounts, b.discounts),
    byPayment: byKind((kind) => mergeFlow(a.byPayment[kind], b.byPayment[kind])),
    floatTiyin: tiyin(a.floatTiyin + b.floatTiyin),
    cashInTiyin: tiyin(a.cashInTiyin + b.cashInTiyin),
    cashOutTiyin: tiyin(a.cashOutTiyin + b.cashOutTiyin),
    firstReceiptNumber: pick(a.firstReceiptNumber, b.firstReceiptNumber, Math.min),
    lastReceiptNumber: pick(a.lastReceiptNumber, b.lastReceiptNumber, Math.max),
    countedTiyin: counted,
  });
}

type Summed = Omit<ShiftTotals, 'expectedCashTiyin' | 'discrepancyTiyin'>;

const NO_FLOW: FlowTotals = { salesTiyin: ZERO_TIYIN, refundsTiyin: ZERO_TIYIN, netTiyin: ZERO_TIYIN };

const NOTHING: Summed = {
  salesCount: 0,
  refundsCount: 0,
  cashInCount: 0,
  cashOutCount: 0,
  totals: NO_FLOW,
  vat: NO_FLOW,
  discounts: NO_FLOW,
  byPayment: byKind(() => NO_FLOW),
  floatTiyin: ZERO_TIYIN,
  cashInTiyin: ZERO_TIYIN,
  cashOutTiyin: ZERO_TIYIN,
  firstReceiptNumber: null,
  lastReceiptNumber: null,
  countedTiyin: null,
};

const EMPTY: ShiftTotals = withDerived(NOTHING);

function totalsOf(event: ShiftEvent): ShiftTotals {
  switch (event.type) {
    case 'opened':
      return withDerived({ ...NOTHING, floatTiyin: event.floatTiyin });
    case 'sale':
      return withDerived({ ...NOTHING, salesCount: 1, ...receipted(event, saleFlow) });
    case 'refund':
      return withDerived({ ...NOTHING, refundsCount: 1, ...receipted(event, refundFlow) });
    case 'cashIn':
      return withDerived({ ...NOTHING, cashInCount: 1, cashInTiyin: event.amountTiyin });
    case 'cashOut':
      return withDerived({ ...NOTHING, cashOutCount: 1, cashOutTiyin: event.amountTiyin });
    case 'closed':
      return withDerived({ ...NOTHING, countedTiyin: event.countedTiyin });
    default:
      return unreachable(event);
  }
}

function receipted(event: Receipted, flow: (amount: Tiyin) => FlowTotals) {
  const paidBy = (kind: PaymentKind) =>
    event.payments.filter((p) => p.kind === kind).reduce((sum, p) => tiyin(sum + p.amountTiyin), ZERO_TIYIN);
  return {
    totals: flow(event.totalTiyin),
    vat: flow(event.vatTiyin),
    discounts: flow(event.discountTiyin),
    byPayment: byKind((kind) => flow(paidBy(kind))),
    firstReceiptNumber: event.receiptNumber,
    lastReceiptNumber: event.receiptNumber,
  };
}

function withDerived(summed: Summed): ShiftTotals {
  const { floatTiyin, byPayment, cashInTiyin, cashOutTiyin, countedTiyin } = summed;
  const expectedCashTiyin = tiyin(floatTiyin + byPayment.cash.netTiyin + cashInTiyin - cashOutTiyin);
  const discrepancyTiyin = countedTiyin === null ? null : tiyin(countedTiyin - expectedCashTiyin);
  return { ...summed, expectedCashTiyin, discrepancyTiyin };
}

function saleFlow(amount: Tiyin): FlowTotals {
  return { salesTiyin: amount, refundsTiyin: ZERO_TIYIN, netTiyin: amount };
}

function refundFlow(amount: Tiyin): FlowTotals {
  return { salesTiyin: ZERO_TIYIN, refundsTiyin: amount, netTiyin: tiyin(-amount) };
}

function mergeFlow(a: FlowTotals, b: FlowTotals): FlowTotals {
  return {
    salesTiyin: tiyin(a.salesTiyin + b.salesTiyin),
    refundsTiyin: tiyin(a.refundsTiyin + b.refundsTiyin),
    netTiyin: tiyin(a.netTiyin + b.netTiyin),
  };
}

function byKind<T>(make: (kind: PaymentKind) => T): Record<PaymentKind, T> {
  return Object.fromEntries(PAYMENT_KINDS.map((kind) => [kind, make(kind)])) as Record<PaymentKind, T>;
}

function pick<T>(a: T | null, b: T | null, join: (a: T, b: T) => T): T | null {
  if (a === null) return b;
  return b === null ? a : join(a, b);
}
