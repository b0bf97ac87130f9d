import type { Decision, RepairAction } from '@jowi/contracts/http/journal';
import { Injectable } from '@nestjs/common';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { OFFICE_EPOCH } from './office-chain.repository.ts';

export type NewDecision = {
  quarantineId: string;
  terminalId: string;
  /** Of its entry in the office's chain. */
  seq: number;
  action: RepairAction;
  reason: string;
  onPaper: boolean;
  employeeId: string;
  receiptId: string | null;
  /** The entry whose decision it came along with. */
  followsId: string | null;
  decidedAtMs: number;
};

/** What became of entries in quarantine: written once, never changed. */
@Injectable()
export class DecisionRepository {
  async find(tx: KyselyTx, tenantId: string, quarantineId: string): Promise<Decision | null> {
    const row = await decisions(tx)
      .where('d.tenant_id', '=', tenantId)
      .where('d.quarantine_id', '=', quarantineId)
      .executeTakeFirst();
    return row ? toDecision(row) : null;
  }

  async listOf(
    tx: KyselyTx,
    tenantId: string,
    quarantineIds: readonly string[],
  ): Promise<Map<string, Decision>> {
    if (quarantineIds.length === 0) return new Map();
    const rows = await decisions(tx)
      .where('d.tenant_id', '=', tenantId)
      .where('d.quarantine_id', 'in', [...quarantineIds])
      .execute();
    return new Map(rows.map((row) => [row.quarantine_id, toDecision(row)]));
  }

  /** Of the business: a role of one's own that was made from the owner's is another, whatever its kind. */
  async isOwner(tx: KyselyTx, tenantId: string, employeeId: string): Promise<boolean> {
    const row = await tx
      .selectFrom('employee as e')
      .innerJoin('role as r', (join) =>
        join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.role_id'),
      )
      .select('e.id')
      .where('e.tenant_id', '=', tenantId)
      .where('e.id', '=', employeeId)
      .where('r.kind', '=', 'owner')
      .where('r.name', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  async insert(tx: KyselyTx, tenantId: string, it: NewDecision): Promise<void> {
    await tx
      .insertInto('quarantine_decision')
      .values({
        tenant_id: tenantId,
        quarantine_id: it.quarantineId,
        terminal_id: it.terminalId,
        epoch: OFFICE_EPOCH,
        seq: it.seq,
        action: it.action,
        reason: it.reason,
        on_paper: it.onPaper,
        employee_id: it.employeeId,
        receipt_id: it.receiptId,
        follows_id: it.followsId,
        decided_at: new Date(it.decidedAtMs),
      })
      .execute();
  }
}

function decisions(tx: KyselyTx) {
  return tx
    .selectFrom('quarantine_decision as d')
    .innerJoin('employee as e', (join) =>
      join.onRef('e.tenant_id', '=', 'd.tenant_id').onRef('e.id', '=', 'd.employee_id'),
    )
    .leftJoin('receipt as r', (join) =>
      join.onRef('r.tenant_id', '=', 'd.tenant_id').onRef('r.id', '=', 'd.receipt_id'),
    )
    .select(['d.quarantine_id', 'd.action', 'd.reason', 'd.on_paper', 'd.decided_at', 'd.receipt_id'])
    .select(['e.name', 'r.receipt_number']);
}

type Row = Awaited<ReturnType<ReturnType<typeof decisions>['executeTakeFirstOrThrow']>>;

function toDecision(row: Row): Decision {
  return {
    action: row.action as RepairAction,
    reason: row.reason,
    onPaper: row.on_paper,
    employeeName: row.name,
    decidedAtMs: row.decided_at.getTime(),
    receiptId: row.receipt_id,
    receiptNumber: row.receipt_number,
  };
}
