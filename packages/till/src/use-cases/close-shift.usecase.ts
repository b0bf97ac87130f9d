import { assert } from '@jowi/domain/assert';
import type { Tiyin } from '@jowi/domain/money';
import { TillError } from '../result.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { ShiftReport } from '../views.ts';
import { shiftReport } from './shift-report.usecase.ts';

/**
 * Seals the shift: counted against expected. Only the figures are sealed here, so it takes a moment however long
 * the shift was; receipts still on their way to the server keep their shift.
 * Throws `shifts/not-open`, `shifts/cart-not-empty`, `shifts/float-invalid`.
 */
export function closeShift(till: TillContext, countedTiyin: Tiyin): ShiftReport {
  const cashier = authorise(till, 'till/shift');
  const shift = till.shifts.getOpen();
  if (till.cart.current.lines.length > 0) throw new TillError('shifts/cart-not-empty');
  if (countedTiyin < 0n) throw new TillError('shifts/float-invalid');
  const totals = till.shifts.fold(shift, countedTiyin);
  const expectedTiyin = totals.expectedCashTiyin;
  assert(expectedTiyin === till.shifts.drawerTiyin(shift.shiftId), 'the drawer agrees with the receipts');
  const closedAtMs = till.trusted.now();
  till.db.transaction(() => {
    till.journal.append('ShiftClosedV1', {
      shiftId: shift.shiftId,
      employeeId: cashier.id,
      occurredAtMs: closedAtMs,
      countedTiyin: String(countedTiyin),
      expectedTiyin: String(expectedTiyin),
      discrepancyTiyin: String(countedTiyin - expectedTiyin),
      receiptCount: totals.salesCount,
      salesTiyin: String(totals.totals.salesTiyin),
      vatTiyin: String(totals.vat.salesTiyin),
      firstReceiptNumber: totals.firstReceiptNumber,
      lastReceiptNumber: totals.lastReceiptNumber,
    });
    till.shifts.insertClose({
      shiftId: shift.shiftId,
      employeeId: cashier.id,
      closedAtMs,
      countedTiyin,
      expectedTiyin,
    });
    till.printOutbox.addShiftReport(shift.shiftId);
    // Said all day; the next shift starts with a clean screen.
    till.notices.clear('till/copied');
  });
  till.events.emit('journaled', 'print-queued', 'device-changed');
  // What the server says of it comes later, and never has to: a Z waits for nobody.
  return shiftReport(shift, totals, { closedAtMs, statement: null });
}
