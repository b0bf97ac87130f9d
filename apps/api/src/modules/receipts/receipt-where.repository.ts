import {
  type PlacedReceipt,
  QUESTION_MEANINGS,
  type QuarantinedReceipt,
  type QuestionMeaning,
} from '@jowi/contracts/http/receipt-where';
import { Injectable } from '@nestjs/common';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What to look for; each is null where it is not asked for. Any of them will do. */
export type ReceiptSearchBy = {
  id: string | null;
  fiscal: {
    fiscalTerminalId: string | null;
    fiscalReceiptSeq: string | null;
    fiscalSign: string | null;
  } | null;
  fiscalNumber: string | null;
  receiptNumber: number | null;
  totalTiyin: string | null;
  /** Every receipt of the window. */
  isAnyOfTime: boolean;
  /** Narrows number and sum; what an id or a QR says of its time narrows nothing. */
  window: { fromMs: number; toMs: number } | null;
  /** The nearest to this comes first. */
  nearMs: number;
  terminalId: string | null;
};

const NEAREST = 3;

/**
 * A receipt by anything a person may have of it. Each meaning is a look-up of its own in an index of its own, so that it
 * costs the same over a million receipts as over ten.
 */
@Injectable()
export class ReceiptWhereRepository {
  /** The surest meaning first, then the nearest in time. */
  async list(tx: KyselyTx, tenantId: string, by: ReceiptSearchBy, limit: number): Promise<PlacedReceipt[]> {
    const branches = [...byReceipt(by), ...byMark(by)].map(({ as, table, id, where, order }) => {
      const narrowed = by.terminalId === null ? where : sql`${where} AND terminal_id = ${by.terminalId}`;
      return sql`(SELECT ${sql.ref(id)} AS id, ${rankOf(as)}::int AS rank FROM ${sql.table(table)}
        WHERE tenant_id = ${tenantId} AND ${narrowed} ORDER BY ${order} LIMIT ${limit})`;
    });
    return this.#place(tx, tenantId, branches, by.nearMs, limit);
  }

  /** What is near by number, sum or time, for when nothing fits. */
  listNearest(tx: KyselyTx, tenantId: string, by: ReceiptSearchBy): Promise<PlacedReceipt[]> {
    const { receiptNumber, totalTiyin, window, nearMs, terminalId } = by;
    const narrow = terminalId === null ? sql`` : sql`AND terminal_id = ${terminalId}`;
    const take = (where: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
      sql`(SELECT id, NULL::int AS rank FROM receipt WHERE tenant_id = ${tenantId} AND ${where} ${narrow}
        ORDER BY ${order} LIMIT ${NEAREST})`;
    const branches: RawBuilder<unknown>[] = [];
    if (receiptNumber !== null)
      branches.push(
        take(
          sql`receipt_number BETWEEN ${Math.max(1, receiptNumber - 2)} AND ${Math.min(2_147_483_647, receiptNumber + 2)}`,
          sql`receipt_number, occurred_at_ms DESC`,
        ),
      );
    if (totalTiyin !== null && window)
      branches.push(
        take(
          sql`occurred_at_ms >= ${window.fromMs} AND occurred_at_ms < ${window.toMs}`,
          sql`abs(total_tiyin - ${totalTiyin}::bigint)`,
        ),
        take(
          sql`total_tiyin = ${totalTiyin}::bigint AND occurred_at_ms < ${window.fromMs}`,
          sql`occurred_at_ms DESC`,
        ),
        take(
          sql`total_tiyin = ${totalTiyin}::bigint AND occurred_at_ms >= ${window.toMs}`,
          sql`occurred_at_ms`,
        ),
      );
    else if (totalTiyin !== null)
      branches.push(
        take(sql`total_tiyin < ${totalTiyin}::bigint`, sql`total_tiyin DESC, occurred_at_ms DESC`),
        take(sql`total_tiyin > ${totalTiyin}::bigint`, sql`total_tiyin, occurred_at_ms`),
      );
    if (window && receiptNumber === null && totalTiyin === null)
      branches.push(
        take(sql`occurred_at_ms < ${nearMs}`, sql`occurred_at_ms DESC`),
        take(sql`occurred_at_ms >= ${nearMs}`, sql`occurred_at_ms`),
      );
    return this.#place(tx, tenantId, branches, nearMs, 2 * NEAREST);
  }

  /** Sales that arrived and were never posted. */
  async listQuarantined(
    tx: KyselyTx,
    tenantId: string,
    by: ReceiptSearchBy,
    limit: number,
  ): Promise<QuarantinedReceipt[]> {
    const signs = [by.fiscal?.fiscalSign, by.fiscalNumber].filter((it) => it != null);
    const timed = inWindow(by, sql`claimed_occurred_at_ms`);
    const ways = [
      ...(by.id === null ? [] : [sql`q.claimed_receipt_id = ${by.id}`]),
      // The mark of a sale that could not be posted could not be posted either.
      ...signs.map(
        (sign) => sql`q.claimed_receipt_id IN (SELECT m.claimed_receipt_id FROM journal_quarantine m
          WHERE m.tenant_id = ${tenantId} AND m.claimed_fiscal_sign = ${sign})`,
      ),
      ...(by.receiptNumber === null
        ? []
        : [sql`(q.claimed_receipt_number = ${by.receiptNumber} AND ${timed})`]),
      ...(by.totalTiyin === null
        ? []
        : [sql`(q.claimed_total_tiyin = ${by.totalTiyin}::bigint AND ${timed})`]),
      ...(by.isAnyOfTime ? [sql`(q.claimed_total_tiyin IS NOT NULL AND ${timed})`] : []),
    ];
    if (ways.length === 0) return [];
    const { rows } = await sql<QuarantineRow>`
      SELECT q.id, q.terminal_id, t.name AS terminal_name, q.epoch, q.seq, q.reason, q.received_at,
        q.claimed_receipt_number, q.claimed_total_tiyin, q.claimed_occurred_at_ms, d.action IS NOT NULL AS set_aside
      FROM journal_quarantine q
      JOIN terminal t ON t.tenant_id = q.tenant_id AND t.id = q.terminal_id
      LEFT JOIN quarantine_decision d ON d.tenant_id = q.tenant_id AND d.quarantine_id = q.id
      WHERE q.tenant_id = ${tenantId} AND q.kind = 'SaleV1' AND (d.action IS NULL OR d.action = 'set-aside')
        AND (${by.terminalId}::uuid IS NULL OR q.terminal_id = ${by.terminalId}::uuid) AND (${sql.join(ways, sql` OR `)})
      ORDER BY d.action IS NOT NULL, abs(coalesce(q.claimed_occurred_at_ms, 0) - ${by.nearMs}), q.id LIMIT ${limit}`.execute(
      tx,
    );
    return rows.map((row) => ({
      id: row.id,
      terminalId: row.terminal_id,
      terminalName: row.terminal_name,
      epoch: row.epoch,
      seq: row.seq,
      reason: row.reason,
      receivedAtMs: row.received_at.getTime(),
      receiptNumber: row.claimed_receipt_number,
      totalTiyin: row.claimed_total_tiyin === null ? null : String(row.claimed_total_tiyin),
      occurredAtMs: row.claimed_occurred_at_ms === null ? null : Number(row.claimed_occurred_at_ms),
      setAside: row.set_aside,
    }));
  }

  async #place(
    tx: KyselyTx,
    tenantId: string,
    branches: readonly RawBuilder<unknown>[],
    nearMs: number,
    limit: number,
  ): Promise<PlacedReceipt[]> {
    if (branches.length === 0) return [];
    const { rows } = await sql<PlacedRow>`
      WITH found AS (SELECT id, array_agg(rank ORDER BY rank) FILTER (WHERE rank IS NOT NULL) AS ranks
        FROM (${sql.join(branches, sql` UNION ALL `)}) AS each GROUP BY id)
      SELECT r.id, r.receipt_number, r.original_receipt_number, r.terminal_id, t.name AS terminal_name,
        s.name AS store_name, e.name AS cashier_name, r.occurred_at_ms, r.total_tiyin, r.flags, f.fiscal_sign,
        f.fiscal_receipt_seq, h.shift_number, c.shift_id IS NOT NULL AS shift_closed, found.ranks
      FROM found
      JOIN receipt r ON r.tenant_id = ${tenantId} AND r.id = found.id
      JOIN terminal t ON t.tenant_id = r.tenant_id AND t.id = r.terminal_id
      JOIN store s ON s.tenant_id = r.tenant_id AND s.id = r.store_id
      LEFT JOIN employee e ON e.tenant_id = r.tenant_id AND e.id = r.employee_id
      LEFT JOIN fiscal_mark f ON f.tenant_id = r.tenant_id AND f.receipt_id = r.id
      LEFT JOIN shift h ON h.tenant_id = r.tenant_id AND h.id = r.shift_id
      LEFT JOIN shift_close c ON c.tenant_id = r.tenant_id AND c.shift_id = r.shift_id
      ORDER BY found.ranks[1], abs(r.occurred_at_ms - ${nearMs}), r.id LIMIT ${limit}`.execute(tx);
    return rows.map(toPlaced);
  }
}

type Branch = {
  as: QuestionMeaning;
  table: 'receipt' | 'fiscal_mark';
  id: 'id' | 'receipt_id';
  where: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
};

function byReceipt(by: ReceiptSearchBy): Branch[] {
  const { id, receiptNumber, totalTiyin, isAnyOfTime, nearMs } = by;
  const inReceipt = { table: 'receipt', id: 'id' } as const;
  const [timed, newest] = [inWindow(by, sql`occurred_at_ms`), sql`occurred_at_ms DESC`];
  const branches: Branch[] = [];
  if (id !== null) branches.push({ as: 'id', ...inReceipt, where: sql`id = ${id}`, order: newest });
  if (receiptNumber !== null)
    for (const column of ['receipt_number', 'original_receipt_number'] as const)
      branches.push({
        as: 'number',
        ...inReceipt,
        where: sql`${sql.ref(column)} = ${receiptNumber} AND ${timed}`,
        order: newest,
      });
  if (totalTiyin !== null)
    branches.push({
      as: 'sum',
      ...inReceipt,
      where: sql`total_tiyin = ${totalTiyin}::bigint AND ${timed}`,
      order: newest,
    });
  if (isAnyOfTime)
    branches.push({ as: 'time', ...inReceipt, where: timed, order: sql`abs(occurred_at_ms - ${nearMs})` });
  return branches;
}

function byMark({ fiscal, fiscalNumber }: ReceiptSearchBy): Branch[] {
  const inMark = { table: 'fiscal_mark', id: 'receipt_id', order: sql`receipt_id DESC` } as const;
  const branches: Branch[] = [];
  if (fiscal)
    branches.push({
      as: 'fiscal',
      ...inMark,
      where:
        fiscal.fiscalSign === null
          ? sql`fiscal_receipt_seq = ${fiscal.fiscalReceiptSeq} AND fiscal_terminal_id = ${fiscal.fiscalTerminalId}`
          : sql`fiscal_sign = ${fiscal.fiscalSign}`,
    });
  if (fiscalNumber !== null)
    for (const column of ['fiscal_sign', 'fiscal_receipt_seq'] as const)
      branches.push({ as: 'fiscal-number', ...inMark, where: sql`${sql.ref(column)} = ${fiscalNumber}` });
  return branches;
}

function inWindow(
  { window }: Pick<ReceiptSearchBy, 'window'>,
  column: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return window ? sql`(${column} >= ${window.fromMs} AND ${column} < ${window.toMs})` : sql`true`;
}

function rankOf(as: QuestionMeaning): number {
  return QUESTION_MEANINGS.indexOf(as);
}

interface PlacedRow {
  readonly id: string;
  readonly receipt_number: number;
  readonly original_receipt_number: bigint | number | null;
  readonly terminal_id: string;
  readonly terminal_name: string;
  readonly store_name: string;
  readonly cashier_name: string | null;
  readonly occurred_at_ms: bigint;
  readonly total_tiyin: bigint;
  readonly flags: string[];
  readonly fiscal_sign: string | null;
  readonly fiscal_receipt_seq: string | null;
  readonly shift_number: number | null;
  readonly shift_closed: boolean;
  readonly ranks: number[] | null;
}

interface QuarantineRow {
  readonly id: string;
  readonly terminal_id: string;
  readonly terminal_name: string;
  readonly epoch: number;
  readonly seq: number;
  readonly reason: string;
  readonly received_at: Date;
  readonly claimed_receipt_number: number | null;
  readonly claimed_total_tiyin: bigint | null;
  readonly claimed_occurred_at_ms: bigint | null;
  readonly set_aside: boolean;
}

function toPlaced(row: PlacedRow): PlacedReceipt {
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    originalReceiptNumber: row.original_receipt_number === null ? null : Number(row.original_receipt_number),
    terminalId: row.terminal_id,
    terminalName: row.terminal_name,
    storeName: row.store_name,
    cashierName: row.cashier_name ?? '',
    occurredAtMs: Number(row.occurred_at_ms),
    totalTiyin: String(row.total_tiyin),
    fiscal: row.fiscal_sign === null ? 'pending' : 'registered',
    fiscalSign: row.fiscal_sign,
    fiscalReceiptSeq: row.fiscal_receipt_seq,
    flags: row.flags,
    shiftNumber: row.shift_number,
    shiftClosed: row.shift_closed,
    foundBy: [...new Set(row.ranks ?? [])].map((rank) => QUESTION_MEANINGS[rank]!),
  };
}
