import type { Approval } from '@jowi/contracts/http/approvals';
import { Injectable } from '@nestjs/common';
import { type RawBuilder, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { ApprovalsOfReceiptPort } from './approvals-of-receipt.port.ts';

export type ApprovalListFilter = {
  fromMs: number | null;
  beforeMs: number | null;
  storeId: string | null;
  approverId: string | null;
  before: { occurredAtMs: number; id: string } | null;
  limit: number;
};

@Injectable()
export class ApprovalListRepository extends ApprovalsOfReceiptPort {
  override async listOfReceipt(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Approval[]> {
    // Most receipts needed nobody's leave: who gave it and where is asked of the others only.
    const used = await tx
      .selectFrom('receipt_approval')
      .select('approval_id')
      .where('tenant_id', '=', tenantId)
      .where('receipt_id', '=', receiptId)
      .execute();
    if (used.length === 0) return [];
    const { rows } = await sql<ApprovalRow>`${APPROVALS}
      WHERE a.tenant_id = ${tenantId} AND u.receipt_id = ${receiptId} ORDER BY a.occurred_at_ms, a.id`.execute(
      tx,
    );
    return rows.map(toApproval);
  }

  /** Newest first: one statement, whatever its length. */
  async list(tx: KyselyTx, tenantId: string, filter: ApprovalListFilter): Promise<Approval[]> {
    const { fromMs, beforeMs, storeId, approverId, before, limit } = filter;
    const conditions: RawBuilder<unknown>[] = [sql`a.tenant_id = ${tenantId}`];
    if (fromMs !== null) conditions.push(sql`a.occurred_at_ms >= ${fromMs}`);
    if (beforeMs !== null) conditions.push(sql`a.occurred_at_ms < ${beforeMs}`);
    if (storeId !== null) conditions.push(sql`a.store_id = ${storeId}`);
    if (approverId !== null) conditions.push(sql`a.approver_id = ${approverId}`);
    if (before) {
      conditions.push(sql`(a.occurred_at_ms, a.id) < (${before.occurredAtMs}::bigint, ${before.id}::uuid)`);
    }
    const { rows } = await sql<ApprovalRow>`${APPROVALS} WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY a.occurred_at_ms DESC, a.id DESC LIMIT ${limit}`.execute(tx);
    return rows.map(toApproval);
  }
}

/** With the names people know things by. A line that was never sold has no product any more. */
const APPROVALS = sql`
  SELECT a.*, asker.name AS employee_name, approver.name AS approver_name, s.name AS store_name, t.name AS terminal_name,
    r.id AS receipt_id, r.receipt_number, coalesce(l.name_ru, p.name_ru) AS name_ru, coalesce(l.name_uz, p.name_uz) AS name_uz
  FROM approval a
  JOIN employee asker ON asker.tenant_id = a.tenant_id AND asker.id = a.employee_id
  JOIN employee approver ON approver.tenant_id = a.tenant_id AND approver.id = a.approver_id
  JOIN store s ON s.tenant_id = a.tenant_id AND s.id = a.store_id
  JOIN terminal t ON t.tenant_id = a.tenant_id AND t.id = a.terminal_id
  LEFT JOIN receipt_approval u ON u.tenant_id = a.tenant_id AND u.approval_id = a.id
  LEFT JOIN receipt r ON r.tenant_id = u.tenant_id AND r.id = u.receipt_id
  LEFT JOIN receipt_line l ON l.tenant_id = r.tenant_id AND l.receipt_id = r.id AND l.line_id = a.subject_id
  LEFT JOIN product p ON p.tenant_id = a.tenant_id AND p.id = a.subject_id`;

type ApprovalRow = {
  id: string;
  operation: string;
  unit: string;
  asked: bigint;
  allowed_alone: bigint;
  reason: string;
  employee_id: string;
  employee_name: string;
  approver_id: string;
  approver_name: string;
  store_id: string;
  store_name: string;
  terminal_name: string;
  occurred_at_ms: bigint;
  receipt_id: string | null;
  receipt_number: number | null;
  name_ru: string | null;
  name_uz: string | null;
};

function toApproval(row: ApprovalRow): Approval {
  return {
    id: row.id,
    operation: row.operation,
    productName: row.name_ru !== null && row.name_uz !== null ? { ru: row.name_ru, uz: row.name_uz } : null,
    unit: row.unit,
    asked: String(row.asked),
    limit: String(row.allowed_alone),
    reason: row.reason,
    employeeId: row.employee_id,
    employeeName: row.employee_name,
    approverId: row.approver_id,
    approverName: row.approver_name,
    storeId: row.store_id,
    storeName: row.store_name,
    terminalName: row.terminal_name,
    occurredAtMs: Number(row.occurred_at_ms),
    receipt:
      row.receipt_id !== null && row.receipt_number !== null
        ? { id: row.receipt_id, receiptNumber: row.receipt_number }
        : null,
  };
}
