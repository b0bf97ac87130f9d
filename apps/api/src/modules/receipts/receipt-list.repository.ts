import type { ReceiptSummary } from '@jowi/contracts/http/receipts';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What a search may mean; null where the text cannot be one. */
export type ReceiptSearch = {
  receiptNumber: number | null;
  totalTiyin: bigint | null;
  fiscalSign: string;
};

export type ReceiptListFilter = {
  from: string | null;
  to: string | null;
  terminalId: string | null;
  search: ReceiptSearch | null;
  before: { businessDate: string; id: string } | null;
  limit: number;
};

@Injectable()
export class ReceiptListRepository {
  /** Newest first by (business date, id): one statement. */
  async list(tx: KyselyTx, tenantId: string, filter: ReceiptListFilter): Promise<ReceiptSummary[]> {
    const { from, to, terminalId, search, before, limit } = filter;
    let query = summaries(tx, tenantId)
      .orderBy('r.business_date', 'desc')
      .orderBy('r.id', 'desc')
      .limit(limit);
    if (from !== null) query = query.where('r.business_date', '>=', from);
    if (to !== null) query = query.where('r.business_date', '<=', to);
    if (terminalId !== null) query = query.where('r.terminal_id', '=', terminalId);
    if (before)
      query = query.where(
        sql<SqlBool>`(r.business_date, r.id) < (${before.businessDate}::date, ${before.id}::uuid)`,
      );
    if (search)
      query = query.where((eb) =>
        eb.or([
          eb('f.fiscal_sign', '=', search.fiscalSign),
          ...(search.receiptNumber === null
            ? []
            : [
                eb('r.receipt_number', '=', search.receiptNumber),
                eb('r.original_receipt_number', '=', BigInt(search.receiptNumber)),
              ]),
          ...(search.totalTiyin === null ? [] : [eb('r.total_tiyin', '=', search.totalTiyin)]),
        ]),
      );
    return (await query.execute()).map(toReceiptSummary);
  }
}

/** Receipts with the names people know things by. `fiscal_sign` null = not registered yet. */
export function summaries(tx: KyselyTx, tenantId: string) {
  return tx
    .selectFrom('receipt as r')
    .innerJoin('terminal as t', (join) =>
      join.onRef('t.tenant_id', '=', 'r.tenant_id').onRef('t.id', '=', 'r.terminal_id'),
    )
    .leftJoin('employee as e', (join) =>
      join.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.employee_id'),
    )
    .leftJoin('fiscal_mark as f', (join) =>
      join.onRef('f.tenant_id', '=', 'r.tenant_id').onRef('f.receipt_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.receipt_number',
      'r.original_receipt_number',
      'r.terminal_id',
      'r.business_date',
      'r.occurred_at_ms',
    ])
    .select(['r.line_count', 'r.total_tiyin', 'r.vat_tiyin', 'r.cost_tiyin', 'r.flags'])
    .select(['t.name as terminal_name', 'e.name as cashier_name', 'f.fiscal_sign'])
    .where('r.tenant_id', '=', tenantId);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

export function toReceiptSummary(row: SummaryRow): ReceiptSummary {
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    originalReceiptNumber: row.original_receipt_number === null ? null : Number(row.original_receipt_number),
    terminalId: row.terminal_id,
    terminalName: row.terminal_name,
    cashierName: row.cashier_name ?? '',
    businessDate: row.business_date,
    occurredAtMs: Number(row.occurred_at_ms),
    lineCount: row.line_count,
    totalTiyin: String(row.total_tiyin),
    costTiyin: String(row.cost_tiyin),
    marginTiyin: String(row.total_tiyin - row.vat_tiyin - row.cost_tiyin),
    fiscal: row.fiscal_sign === null ? 'pending' : 'registered',
    flags: row.flags,
  };
}
