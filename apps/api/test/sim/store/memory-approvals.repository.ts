import type { ApprovalPlace, JournaledApproval } from '../../../src/modules/approvals/approvals.port.ts';
import { ApprovalsRepository, type KnownRows } from '../../../src/modules/approvals/approvals.repository.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { int8, text } from './column-types.ts';
import { memoryTx } from './memory-db.ts';

export class MemoryApprovals extends ApprovalsRepository {
  override findKnown(
    tx: KyselyTx,
    { terminalId }: ApprovalPlace,
    people: readonly string[],
    approvalIds: readonly string[],
  ): Promise<KnownRows> {
    const it = memoryTx(tx);
    const { employee, approval, usedApproval } = it.database.tables;
    return it.send(() => {
      const known: KnownRows = { limitsBps: new Map(), approvals: new Map() };
      for (const id of people) {
        const row = it.get(employee, id);
        const mayDiscount = row?.permissions.includes('till/discount') ?? false;
        if (row) known.limitsBps.set(id, mayDiscount ? Number(row.limits.discountBps ?? 0) : 0);
      }
      for (const id of approvalIds) {
        const row = it.get(approval, id);
        if (!row) continue;
        const { cartId, operation, subjectId, asked } = row;
        const isUsed = it.get(usedApproval, id) !== null;
        const isOwn = row.terminalId === terminalId;
        known.approvals.set(id, isOwn ? { cartId, operation, subjectId, asked, isUsed } : null);
      }
      return known;
    });
  }

  override insert(tx: KyselyTx, place: ApprovalPlace, approvals: readonly JournaledApproval[]): void {
    const it = memoryTx(tx);
    const { tenantId, terminalId } = place;
    it.sendAhead(async () => {
      for (const { epoch, seq, approval } of approvals) {
        const { approvalId: id, cartId, subjectId, employeeId, approverId } = approval;
        text(approval.unit);
        text(approval.reason);
        int8(approval.limit);
        await it.insert(it.database.tables.approval, {
          ...{ tenantId, terminalId, epoch, seq, id, cartId, subjectId, employeeId, approverId },
          operation: text(approval.operation),
          asked: int8(approval.asked),
        });
      }
    });
  }

  override link(
    tx: KyselyTx,
    tenantId: string,
    used: readonly { approvalId: string; receiptId: string }[],
  ): void {
    const it = memoryTx(tx);
    it.sendAhead(async () => {
      for (const row of used) await it.insert(it.database.tables.usedApproval, { tenantId, ...row });
    });
  }
}
