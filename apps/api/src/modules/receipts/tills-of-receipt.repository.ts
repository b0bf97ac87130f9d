import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import type { TillFacts } from './judge-till.ts';
import type { ReceiptSearchBy } from './receipt-where.repository.ts';

@Injectable()
export class TillsOfReceiptRepository {
  /** Every till that ever sold, with what it last told: one statement, a few look-ups a till. */
  async list(
    tx: KyselyTx,
    tenantId: string,
    { receiptNumber, terminalId }: Pick<ReceiptSearchBy, 'receiptNumber' | 'terminalId'>,
  ): Promise<TillFacts[]> {
    const { rows } = await sql<Row>`
      SELECT t.id, t.name, s.name AS store_name, t.unsent, t.oldest_unsent_at_ms, t.last_seen_at,
        ends.first_number, ends.last_number, told.number AS told_number,
        (EXISTS (SELECT FROM receipt r WHERE r.tenant_id = t.tenant_id AND r.terminal_id = t.id
          AND r.receipt_number = ${receiptNumber}::int)
        OR EXISTS (SELECT FROM receipt r WHERE r.tenant_id = t.tenant_id AND r.terminal_id = t.id
          AND r.original_receipt_number = ${receiptNumber}::int)
        OR EXISTS (SELECT FROM journal_quarantine q WHERE q.tenant_id = t.tenant_id AND q.terminal_id = t.id
          AND q.claimed_receipt_number = ${receiptNumber}::int AND q.kind = 'SaleV1')) AS is_held
      FROM terminal t
      JOIN store s ON s.tenant_id = t.tenant_id AND s.id = t.store_id
      LEFT JOIN LATERAL (
        SELECT min(f.receipt_number) AS first_number, max(l.receipt_number) AS last_number
        FROM generate_series(1, t.epoch) AS e (epoch)
        CROSS JOIN LATERAL (SELECT r.receipt_number FROM receipt r WHERE r.tenant_id = t.tenant_id
          AND r.terminal_id = t.id AND r.epoch = e.epoch ORDER BY r.seq LIMIT 1) f
        CROSS JOIN LATERAL (SELECT r.receipt_number FROM receipt r WHERE r.tenant_id = t.tenant_id
          AND r.terminal_id = t.id AND r.epoch = e.epoch ORDER BY r.seq DESC LIMIT 1) l
      ) ends ON true
      LEFT JOIN LATERAL (
        SELECT max(c.claimed_last_number) AS number FROM (SELECT claimed_last_number FROM reconciliation c
          WHERE c.tenant_id = t.tenant_id AND c.terminal_id = t.id ORDER BY c.checked_at DESC LIMIT 10) c
      ) told ON true
      WHERE t.tenant_id = ${tenantId} AND t.epoch > 0
        AND (${terminalId}::uuid IS NULL OR t.id = ${terminalId}::uuid)
      ORDER BY coalesce(t.unsent, 0) > 0 DESC, t.name, t.id`.execute(tx);
    return rows.map((row) => ({
      terminalId: row.id,
      terminalName: row.name,
      storeName: row.store_name,
      firstReceiptNumber: row.first_number,
      lastReceiptNumber: row.last_number,
      toldReceiptNumber: row.told_number,
      isHeld: row.is_held,
      unsent: row.unsent,
      oldestUnsentAtMs: row.oldest_unsent_at_ms === null ? null : Number(row.oldest_unsent_at_ms),
      lastSeenAtMs: row.last_seen_at?.getTime() ?? null,
    }));
  }
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly store_name: string;
  readonly unsent: number | null;
  readonly oldest_unsent_at_ms: bigint | null;
  readonly last_seen_at: Date | null;
  readonly first_number: number | null;
  readonly last_number: number | null;
  readonly told_number: number | null;
  readonly is_held: boolean;
}
