import type { WireProblem } from '@jowi/contracts/errors';
import { type ShiftFacts, ShiftsPort } from '../../../src/modules/shifts/shifts.port.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { date, int4, int8 } from './column-types.ts';
import { memoryTx } from './memory-db.ts';

type TerminalRef = { readonly tenantId: string; readonly terminalId: string };

export class MemoryShifts extends ShiftsPort {
  override async findUnbookable(
    tx: KyselyTx,
    _tenantId: string,
    { openings, closings }: ShiftFacts,
  ): Promise<Map<number, WireProblem>> {
    const problems = new Map<number, WireProblem>();
    const ids = [...openings.map((it) => it.opened.shiftId), ...closings.map((it) => it.closed.shiftId)];
    if (ids.length === 0) return problems;
    const it = memoryTx(tx);
    const { shift, shiftClose } = it.database.tables;
    const closedById = await it.send(
      () => new Map(ids.filter((id) => it.get(shift, id)).map((id) => [id, it.get(shiftClose, id) !== null])),
    );
    const refuse = (seq: number, id: string) =>
      problems.set(seq, { code: 'sync/payload-reference', params: { what: 'shift', id } });
    for (const { seq, opened } of openings) {
      if (closedById.has(opened.shiftId)) refuse(seq, opened.shiftId);
      else closedById.set(opened.shiftId, false);
    }
    for (const { seq, closed } of closings) {
      if (closedById.get(closed.shiftId) === false) closedById.set(closed.shiftId, true);
      else refuse(seq, closed.shiftId);
    }
    return problems;
  }

  override hasOpenShift(tx: KyselyTx, { terminalId }: TerminalRef): Promise<boolean> {
    const it = memoryTx(tx);
    const { shift, shiftClose } = it.database.tables;
    return it.send(() =>
      [...it.all(shift)].some((row) => row.terminalId === terminalId && !it.get(shiftClose, row.id)),
    );
  }

  override getLastShiftNumber(tx: KyselyTx, { terminalId }: TerminalRef): Promise<number> {
    const it = memoryTx(tx);
    return it.send(() => {
      const own = [...it.all(it.database.tables.shift)].filter((row) => row.terminalId === terminalId);
      return Math.max(0, ...own.map((row) => row.shiftNumber));
    });
  }

  override book(
    tx: KyselyTx,
    { tenantId, terminalId }: TerminalRef,
    { openings, closings }: ShiftFacts,
  ): void {
    const it = memoryTx(tx);
    const { shift, shiftClose } = it.database.tables;
    it.sendAhead(async () => {
      for (const { epoch, seq, opened } of openings)
        await it.insert(shift, {
          ...{ tenantId, terminalId, epoch, seq, id: opened.shiftId, employeeId: opened.employeeId },
          shiftNumber: int4(opened.shiftNumber),
          businessDate: date(opened.businessDate),
          floatTiyin: int8(opened.floatTiyin),
        });
    });
    it.sendAhead(async () => {
      for (const { epoch, seq, closed } of closings)
        await it.insert(shiftClose, {
          ...{ tenantId, terminalId, epoch, seq, shiftId: closed.shiftId, employeeId: closed.employeeId },
          countedTiyin: int8(closed.countedTiyin),
          expectedTiyin: int8(closed.expectedTiyin),
          discrepancyTiyin: int8(closed.discrepancyTiyin),
          receiptCount: int4(closed.receiptCount),
          salesTiyin: int8(closed.salesTiyin),
          vatTiyin: int8(closed.vatTiyin),
        });
    });
  }
}
