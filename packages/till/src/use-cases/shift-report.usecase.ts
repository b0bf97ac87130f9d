import type { ShiftTotals } from '@jowi/domain/shift';
import type { Shift } from '../store/shift.store.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { ShiftReport, StatementView } from '../views.ts';

/** The X report. Throws `shifts/not-open`. */
export function currentReport(till: TillContext): ShiftReport {
  authorise(till, 'till/shift');
  const shift = till.shifts.getOpen();
  const said = { closedAtMs: null, statement: till.statements.findView(shift.shiftId) };
  return shiftReport(shift, till.shifts.fold(shift, null), said);
}

/** X (`closedAtMs` null) and Z are the same figures. */
export function shiftReport(
  shift: Shift,
  totals: ShiftTotals,
  { closedAtMs, statement }: { closedAtMs: number | null; statement: StatementView | null },
): ShiftReport {
  const { countedTiyin, discrepancyTiyin } = totals;
  return {
    shiftId: shift.shiftId,
    shiftNumber: shift.shiftNumber,
    businessDate: shift.businessDate,
    openedAtMs: shift.openedAtMs,
    closedAtMs,
    receiptCount: totals.salesCount,
    salesTiyin: String(totals.totals.salesTiyin),
    vatTiyin: String(totals.vat.salesTiyin),
    discountTiyin: String(totals.discounts.salesTiyin),
    cashTiyin: String(totals.byPayment.cash.netTiyin),
    floatTiyin: String(shift.floatTiyin),
    expectedTiyin: String(totals.expectedCashTiyin),
    countedTiyin: countedTiyin === null ? null : String(countedTiyin),
    discrepancyTiyin: discrepancyTiyin === null ? null : String(discrepancyTiyin),
    firstReceiptNumber: totals.firstReceiptNumber,
    lastReceiptNumber: totals.lastReceiptNumber,
    statement,
  };
}
