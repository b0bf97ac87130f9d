import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export type ChainRow = { epoch: number; seq: number; hash: string; quarantined: number; forked: number };
export type Sums = { count: number; totalTiyin: bigint; vatTiyin: bigint };
export type ShiftOfTill = {
  id: string;
  shiftNumber: number;
  businessDate: string;
  openedAtMs: number;
  /** What its closing entry says; null = open. */
  closing: Sums | null;
  closedAtMs: number | null;
  /** All receipts of the shift. */
  held: Sums;
  /** Without those a copy of the till made. */
  ofOriginal: Sums;
  /** As a copy knows it: where both made a receipt of one number, its own. */
  ofCopy: Sums;
  firstNumber: number | null;
  lastNumber: number | null;
};

const MAX_SHIFTS = 30;
const MAX_RANGES = 50;

/** Both sides of a till's journal, as far as the server knows them: a statement each, whatever its length. */
@Injectable()
export class TerminalJournalRepository {
  async exists(tx: KyselyTx, tenantId: string, terminalId: string): Promise<boolean> {
    const { rows } =
      await sql`SELECT 1 FROM terminal WHERE tenant_id = ${tenantId} AND id = ${terminalId}`.execute(tx);
    return rows.length > 0;
  }

  async listNames(
    tx: KyselyTx,
    tenantId: string,
    employeeIds: readonly string[],
  ): Promise<Map<string, string>> {
    const { rows } = await sql<{ id: string; name: string }>`
      SELECT id, name FROM employee WHERE tenant_id = ${tenantId} AND id = ANY (${[...employeeIds]}::uuid[])`.execute(
      tx,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Newest first. `quarantined`: of those in the chain; `forked`: beside it. A chain has no gaps: the rest is posted. */
  async listChains(tx: KyselyTx, tenantId: string, terminalId: string): Promise<ChainRow[]> {
    const { rows } = await sql<ChainRow>`
      SELECT c.epoch, c.seq, c.hash, coalesce(q.quarantined, 0)::int AS quarantined, coalesce(q.forked, 0)::int AS forked
      FROM terminal_chain c
      LEFT JOIN (
        SELECT q.epoch, count(j.seq) AS quarantined, count(*) FILTER (WHERE j.seq IS NULL) AS forked
        FROM journal_quarantine q
        LEFT JOIN journal_entry j ON j.tenant_id = q.tenant_id AND j.terminal_id = q.terminal_id AND j.epoch = q.epoch
          AND j.seq = q.seq AND j.hash = q.hash AND j.outcome = 'quarantined'
        WHERE q.tenant_id = ${tenantId} AND q.terminal_id = ${terminalId} GROUP BY q.epoch) q ON q.epoch = c.epoch
      WHERE c.tenant_id = ${tenantId} AND c.terminal_id = ${terminalId} ORDER BY c.epoch DESC`.execute(tx);
    return rows;
  }

  async countQuarantine(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
  ): Promise<{ open: number; decided: number }> {
    const { rows } = await sql<{ open: number; decided: number }>`
      SELECT count(*) FILTER (WHERE d.quarantine_id IS NULL)::int AS open, count(d.quarantine_id)::int AS decided
      FROM journal_quarantine q
      LEFT JOIN quarantine_decision d ON d.tenant_id = q.tenant_id AND d.quarantine_id = q.id
      WHERE q.tenant_id = ${tenantId} AND q.terminal_id = ${terminalId}`.execute(tx);
    return rows[0]!;
  }

  /** The hash held at a place of a chain; null = nothing is held there. */
  async findHash(
    tx: KyselyTx,
    tenantId: string,
    terminalId: string,
    { epoch, seq }: { epoch: number; seq: number },
  ): Promise<string | null> {
    const { rows } = await sql<{ hash: string }>`
      SELECT hash FROM journal_entry WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId}
        AND epoch = ${epoch} AND seq = ${seq}`.execute(tx);
    return rows[0]?.hash ?? null;
  }

  /**
   * The newest first. A receipt that was accepted from beside the chain, or whose number another one has, is a copy's: who
   * claims a shift knows only what he made himself, so the shift is counted as each of them would.
   */
  async listShifts(tx: KyselyTx, tenantId: string, terminalId: string): Promise<ShiftOfTill[]> {
    const { rows } = await sql<ShiftRow>`
      SELECT s.id, s.shift_number, s.business_date::text AS business_date, s.opened_at_ms, k.closed_at_ms,
        k.receipt_count AS closing_count, k.sales_tiyin AS closing_total, k.vat_tiyin AS closing_vat, f.*
      FROM (SELECT * FROM shift WHERE tenant_id = ${tenantId} AND terminal_id = ${terminalId}
        ORDER BY shift_number DESC, opened_at_ms DESC LIMIT ${MAX_SHIFTS}) s
      LEFT JOIN shift_close k ON k.tenant_id = s.tenant_id AND k.shift_id = s.id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS held_count, sum(total_tiyin)::bigint AS held_total, sum(vat_tiyin)::bigint AS held_vat,
          count(*) FILTER (WHERE NOT is_copys)::int AS own_count, sum(total_tiyin) FILTER (WHERE NOT is_copys)::bigint AS own_total,
          sum(vat_tiyin) FILTER (WHERE NOT is_copys)::bigint AS own_vat,
          count(*) FILTER (WHERE copy_knows)::int AS copy_count, sum(total_tiyin) FILTER (WHERE copy_knows)::bigint AS copy_total,
          sum(vat_tiyin) FILTER (WHERE copy_knows)::bigint AS copy_vat,
          min(number)::bigint AS first_number, max(number)::bigint AS last_number
        FROM app_receipts_of_shift(s.terminal_id, s.id)) f
      ORDER BY s.shift_number DESC, s.opened_at_ms DESC`.execute(tx);
    return rows.map(toShift);
  }

  /** Of each shift: numbers of its span that are on no receipt of it, as ranges. */
  async listMissing(
    tx: KyselyTx,
    tenantId: string,
    spans: readonly { shiftId: string; from: number; to: number }[],
  ): Promise<Map<string, [from: number, to: number][]>> {
    const missing = new Map<string, [number, number][]>();
    if (spans.length === 0) return missing;
    const { rows } = await sql<{ shift_id: string; from: bigint; to: bigint }>`
      SELECT w.shift_id, lower(gap) AS "from", upper(gap) - 1 AS "to"
      FROM unnest(${spans.map((it) => it.shiftId)}::uuid[], ${spans.map((it) => it.from)}::bigint[],
        ${spans.map((it) => it.to)}::bigint[]) AS w (shift_id, first, last)
      CROSS JOIN LATERAL (
        SELECT unnest(int8multirange(int8range(w.first, w.last, '[]')) - coalesce(range_agg(int8range(
            coalesce(r.original_receipt_number, r.receipt_number), coalesce(r.original_receipt_number, r.receipt_number), '[]')),
          '{}'::int8multirange)) AS gap
        FROM receipt r WHERE r.tenant_id = ${tenantId} AND r.shift_id = w.shift_id) gaps
      ORDER BY 1, 2`.execute(tx);
    for (const row of rows) {
      const ranges = missing.get(row.shift_id) ?? [];
      missing.set(row.shift_id, ranges);
      if (ranges.length < MAX_RANGES) ranges.push([Number(row.from), Number(row.to)]);
    }
    return missing;
  }
}

type ShiftRow = {
  id: string;
  shift_number: number;
  business_date: string;
  opened_at_ms: bigint;
  closed_at_ms: bigint | null;
  closing_count: number | null;
  closing_total: bigint | null;
  closing_vat: bigint | null;
  held_count: number;
  held_total: bigint | null;
  held_vat: bigint | null;
  own_count: number;
  own_total: bigint | null;
  own_vat: bigint | null;
  copy_count: number;
  copy_total: bigint | null;
  copy_vat: bigint | null;
  first_number: bigint | null;
  last_number: bigint | null;
};

function toShift(row: ShiftRow): ShiftOfTill {
  const numberOf = (value: bigint | null) => (value === null ? null : Number(value));
  return {
    id: row.id,
    shiftNumber: row.shift_number,
    businessDate: row.business_date,
    openedAtMs: Number(row.opened_at_ms),
    closedAtMs: numberOf(row.closed_at_ms),
    closing: row.closing_count === null ? null : sums(row.closing_count, row.closing_total, row.closing_vat),
    held: sums(row.held_count, row.held_total, row.held_vat),
    ofOriginal: sums(row.own_count, row.own_total, row.own_vat),
    ofCopy: sums(row.copy_count, row.copy_total, row.copy_vat),
    firstNumber: numberOf(row.first_number),
    lastNumber: numberOf(row.last_number),
  };
}

function sums(count: number, totalTiyin: bigint | null, vatTiyin: bigint | null): Sums {
  return { count, totalTiyin: totalTiyin ?? 0n, vatTiyin: vatTiyin ?? 0n };
}
