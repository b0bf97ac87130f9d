import { parseTiyin } from '@jowi/domain/money';
import { answer } from '../result.ts';
import type { ShiftDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import { closeShift } from '../use-cases/close-shift.usecase.ts';
import { openShift, shiftView } from '../use-cases/open-shift.usecase.ts';
import { printShiftReport } from '../use-cases/print-shift-report.usecase.ts';
import { currentReport } from '../use-cases/shift-report.usecase.ts';

export function shiftDomain(till: TillContext): ShiftDomain {
  return {
    current: () =>
      answer(till.log, () => {
        const shift = till.shifts.findOpen();
        return shift && shiftView(till, shift);
      }),
    open: ({ floatTiyin }) => answer(till.log, () => openShift(till, parseTiyin(floatTiyin))),
    close: ({ countedTiyin }) => answer(till.log, () => closeShift(till, parseTiyin(countedTiyin))),
    report: () => answer(till.log, () => currentReport(till)),
    printReport: ({ shiftId }) =>
      answer(till.log, () => {
        printShiftReport(till, shiftId);
        return null;
      }),
  };
}
