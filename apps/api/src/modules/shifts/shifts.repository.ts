import type { WireProblem } from '@jowi/contracts/errors';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { type ShiftFacts, ShiftsPort } from './shifts.port.ts';

@Injectable()
export class ShiftsRepository extends ShiftsPort {
  override async findUnbookable(
    tx: KyselyTx,
    tenantId: string,
    facts: ShiftFacts,
  ): Promise<Map<number, WireProblem>> {
    const problems = new Map<number, WireProblem>();
    const ids = [
      ...facts.openings.map((o) => o.opened.shiftId),
      ...facts.closings.map((c) => c.closed.shiftId),
    ];
    if (ids.length === 0) return problems;
    const { rows } = await sql<{ id: string; is_closed: boolean }>`
      SELECT s.id, c.shift_id IS NOT NULL AS is_closed FROM shift s
      LEFT JOIN shift_close c ON c.tenant_id = s.tenant_id AND c.shift_id = s.id
      WHERE s.tenant_id = ${tenantId} AND s.id = ANY(${ids}::uuid[])`.execute(tx);
    const closedById = new Map(rows.map((row) => [row.id, row.is_closed]));
    const refuse = (seq: number, id: string) =>
      problems.set(seq, { code: 'sync/payload-reference', params: { what: 'shift', id } });
    for (const { seq, opened } of facts.openings) {
      if (closedById.has(opened.shiftId)) refuse(seq, opened.shiftId);
      else closedById.set(opened.shiftId, false);
    }
    for (const { seq, closed } of facts.closings) {
      if (closedById.get(closed.shiftId) === false) closedById.set(closed.shiftId, true);
      else refuse(seq, closed.shiftId);
    }
    return problems;
  }

  override async hasOpenShift(
    tx: KyselyTx,
    { tenantId, terminalId }: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<boolean> {
    const row = await tx
      .selectFrom('shift as s')
      .leftJoin('shift_close as c', (join) =>
        join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.shift_id', '=', 's.id'),
      )
      .select('s.id')
      .where('s.tenant_id', '=', tenantId)
      .where('s.terminal_id', '=', terminalId)
      .where('c.shift_id', 'is', null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  override async getLastShiftNumber(
    tx: KyselyTx,
    { tenantId, terminalId }: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number> {
    const row = await tx
      .selectFrom('shift')
      .select('shift_number')
      .where('tenant_id', '=', tenantId)
      .where('terminal_id', '=', terminalId)
      .orderBy('shift_number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.shift_number ?? 0;
  }

  override book(
    tx: KyselyTx,
    { tenantId, terminalId }: { tenantId: string; terminalId: string },
    { openings, closings }: ShiftFacts,
  ): void {
    const toOpen = tx.insertInto('shift').values(
      openings.map(({ epoch, seq, opened }) => ({
        tenant_id: tenantId,
        id: opened.shiftId,
        terminal_id: terminalId,
        epoch,
        seq,
        shift_number: opened.shiftNumber,
        employee_id: opened.employeeId,
        business_date: opened.businessDate,
        opened_at_ms: BigInt(opened.occurredAtMs),
        float_tiyin: BigInt(opened.floatTiyin),
      })),
    );
    const toClose = tx.insertInto('shift_close').values(
      closings.map(({ epoch, seq, closed }) => ({
        tenant_id: tenantId,
        shift_id: closed.shiftId,
        terminal_id: terminalId,
        epoch,
        seq,
        employee_id: closed.employeeId,
        closed_at_ms: BigInt(closed.occurredAtMs),
        counted_tiyin: BigInt(closed.countedTiyin),
        expected_tiyin: BigInt(closed.expectedTiyin),
        discrepancy_tiyin: BigInt(closed.discrepancyTiyin),
        receipt_count: closed.receiptCount,
        sales_tiyin: BigInt(closed.salesTiyin),
        vat_tiyin: BigInt(closed.vatTiyin),
      })),
    );
    if (openings.length > 0) sendAhead(tx, toOpen);
    if (closings.length > 0) sendAhead(tx, toClose);
  }
}
