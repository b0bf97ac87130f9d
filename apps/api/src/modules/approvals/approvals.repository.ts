import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { send, sendAhead } from '../../platform/db/kysely-on-connection.ts';
import type { ApprovalPlace, JournaledApproval } from './approvals.port.ts';

export type KnownApproval = {
  cartId: string;
  operation: string;
  subjectId: string | null;
  asked: bigint;
  isUsed: boolean;
};

export type KnownRows = {
  /** Discount limit of each of the people, in basis points; 0 without the permission. */
  limitsBps: Map<string, number>;
  /** Approvals of this till by id; null = of another one. */
  approvals: Map<string, KnownApproval | null>;
};

/** What tills were allowed: each kind of row of a whole batch is one statement. */
@Injectable()
export class ApprovalsRepository {
  async findKnown(
    tx: KyselyTx,
    { tenantId, terminalId }: ApprovalPlace,
    people: readonly string[],
    approvalIds: readonly string[],
  ): Promise<KnownRows> {
    const { rows } = await send(
      tx,
      sql<KnownRow>`
      SELECT 'person' AS kind, e.id,
        CASE WHEN 'till/discount' = ANY (r.permissions) THEN coalesce((r.limits->>'discountBps')::bigint, 0) ELSE 0 END AS amount,
        NULL::uuid AS cart_id, NULL AS operation, NULL::uuid AS subject_id, false AS is_used, true AS is_own
      FROM employee e JOIN role r ON r.tenant_id = e.tenant_id AND r.id = e.role_id
      WHERE e.tenant_id = ${tenantId} AND e.id = ANY(${[...people]}::uuid[])
      UNION ALL
      SELECT 'approval', a.id, a.asked, a.cart_id, a.operation, a.subject_id, u.receipt_id IS NOT NULL, a.terminal_id = ${terminalId}
      FROM approval a
      LEFT JOIN receipt_approval u ON u.tenant_id = a.tenant_id AND u.approval_id = a.id
      WHERE a.tenant_id = ${tenantId} AND a.id = ANY(${[...approvalIds]}::uuid[])`,
    );
    const known: KnownRows = { limitsBps: new Map(), approvals: new Map() };
    for (const row of rows) {
      if (row.kind === 'person') known.limitsBps.set(row.id, Number(row.amount));
      else known.approvals.set(row.id, row.is_own ? approvalOf(row) : null);
    }
    return known;
  }

  insert(tx: KyselyTx, place: ApprovalPlace, approvals: readonly JournaledApproval[]): void {
    if (approvals.length === 0) return;
    const rows = approvals.map(({ epoch, seq, approval }) => ({
      id: approval.approvalId,
      epoch,
      seq,
      cart_id: approval.cartId,
      operation: approval.operation,
      subject_id: approval.subjectId,
      unit: approval.unit,
      asked: approval.asked,
      allowed_alone: approval.limit,
      reason: approval.reason,
      employee_id: approval.employeeId,
      approver_id: approval.approverId,
      occurred_at_ms: approval.occurredAtMs,
    }));
    sendAhead(
      tx,
      sql`
      INSERT INTO approval (tenant_id, terminal_id, store_id, id, epoch, seq, cart_id, operation, subject_id, unit, asked,
        allowed_alone, reason, employee_id, approver_id, occurred_at_ms)
      SELECT ${place.tenantId}::uuid, ${place.terminalId}::uuid, ${place.storeId}::uuid, r.*
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, epoch int, seq int, cart_id uuid, operation text,
        subject_id uuid, unit text, asked bigint, allowed_alone bigint, reason text, employee_id uuid, approver_id uuid,
        occurred_at_ms bigint)`,
    );
  }

  link(tx: KyselyTx, tenantId: string, used: readonly { approvalId: string; receiptId: string }[]): void {
    if (used.length === 0) return;
    sendAhead(
      tx,
      sql`
      INSERT INTO receipt_approval (tenant_id, approval_id, receipt_id)
      SELECT ${tenantId}::uuid, u.* FROM unnest(
        ${used.map((it) => it.approvalId)}::uuid[], ${used.map((it) => it.receiptId)}::uuid[]) AS u`,
    );
  }
}

type KnownRow = {
  kind: 'person' | 'approval';
  id: string;
  amount: bigint;
  cart_id: string | null;
  operation: string | null;
  subject_id: string | null;
  is_used: boolean;
  is_own: boolean;
};

function approvalOf(row: KnownRow): KnownApproval {
  return {
    cartId: row.cart_id!,
    operation: row.operation!,
    subjectId: row.subject_id,
    asked: BigInt(row.amount),
    isUsed: row.is_used,
  };
}
