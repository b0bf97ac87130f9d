import { TillError } from '../result.ts';
import { authorise, type TillContext } from '../till-context.ts';

/** Queues the Z of a closed shift once more, marked as a copy. Throws `shifts/not-closed`. */
export function printShiftReport(till: TillContext, shiftId: string): void {
  authorise(till, 'till/shift');
  if (!till.shifts.findClose(shiftId)) throw new TillError('shifts/not-closed');
  till.db.transaction(() => till.printOutbox.addShiftReport(shiftId));
  till.events.emit('print-queued', 'device-changed');
}
