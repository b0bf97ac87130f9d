import type { Tiyin } from '@jowi/domain/money';
import { businessDateOf } from '@jowi/domain/time';
import { TillError } from '../result.ts';
import { takeNumber } from '../store/counter.store.ts';
import type { Shift } from '../store/shift.store.ts';
import { authorise, type TillContext } from '../till-context.ts';
import type { ShiftView } from '../views.ts';

/** Throws `shifts/already-open`, `shifts/float-invalid`. The business date is fixed here and holds past midnight. */
export function openShift(till: TillContext, floatTiyin: Tiyin): ShiftView {
  const cashier = authorise(till, 'till/shift');
  if (floatTiyin < 0n) throw new TillError('shifts/float-invalid');
  if (till.shifts.findOpen()) throw new TillError('shifts/already-open');
  const shift = till.db.transaction(() => {
    const openedAtMs = till.trusted.now();
    const fact: Shift = {
      shiftId: till.newId(),
      shiftNumber: takeNumber(till.db, 'shift'),
      employeeId: cashier.id,
      businessDate: businessDateOf(openedAtMs),
      openedAtMs,
      floatTiyin,
    };
    const { openedAtMs: occurredAtMs, ...rest } = fact;
    till.journal.append('ShiftOpenedV1', { ...rest, occurredAtMs, floatTiyin: String(floatTiyin) });
    till.shifts.insert(fact);
    return fact;
  });
  till.events.emit('journaled', 'device-changed');
  return shiftView(till, shift);
}

export function shiftView({ employees }: TillContext, shift: Shift): ShiftView {
  return {
    shiftId: shift.shiftId,
    shiftNumber: shift.shiftNumber,
    businessDate: shift.businessDate,
    openedAtMs: shift.openedAtMs,
    openedBy: employees.findName(shift.employeeId),
    floatTiyin: String(shift.floatTiyin),
  };
}
