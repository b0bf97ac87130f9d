import type { Dashboard } from '@jowi/contracts/http/dashboard';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** How far back a receipt without a fiscal mark is still looked for; a module may stay offline for days, not weeks. */
const FISCAL_DAYS = 30;

@Injectable()
export class DashboardRepository {
  /** Totals of each of the days given that has sales. */
  async listDays(
    tx: KyselyTx,
    tenantId: string,
    dates: readonly string[],
  ): Promise<Map<string, Dashboard['day']>> {
    const { rows } = await sql<
      Record<'count' | 'sales' | 'vat' | 'cost' | 'discount', bigint> & { day: string }
    >`
      SELECT business_date AS day, count(*) AS count, sum(total_tiyin)::bigint AS sales, sum(vat_tiyin)::bigint AS vat,
        sum(cost_tiyin)::bigint AS cost, sum(discount_tiyin)::bigint AS discount
      FROM receipt WHERE tenant_id = ${tenantId} AND business_date = ANY (${[...dates]}::date[])
      GROUP BY business_date`.execute(tx);
    return new Map(
      rows.map((row) => [
        row.day,
        {
          receiptCount: Number(row.count),
          salesTiyin: String(row.sales),
          vatTiyin: String(row.vat),
          costTiyin: String(row.cost),
          marginTiyin: String(row.sales - row.vat - row.cost),
          discountTiyin: String(row.discount),
        },
      ]),
    );
  }

  async listHours(tx: KyselyTx, tenantId: string, date: string): Promise<Dashboard['hours']> {
    const { rows } = await sql<{ hour: number; count: bigint; sales: bigint }>`
      SELECT extract(hour FROM to_timestamp(occurred_at_ms / 1000) AT TIME ZONE INTERVAL '5 hours')::int AS hour,
        count(*) AS count, sum(total_tiyin)::bigint AS sales
      FROM receipt WHERE tenant_id = ${tenantId} AND business_date = ${date}::date
      GROUP BY hour ORDER BY hour`.execute(tx);
    return rows.map(({ hour, count, sales }) => ({
      hour,
      receiptCount: Number(count),
      salesTiyin: String(sales),
    }));
  }

  /** What brought most money in on a day. */
  async listTopProducts(
    tx: KyselyTx,
    tenantId: string,
    date: string,
    limit: number,
  ): Promise<Dashboard['topProducts']> {
    const { rows } = await sql<{
      product_id: string;
      name_ru: string;
      name_uz: string;
      qty: bigint;
      net: bigint;
      margin: bigint;
    }>`
      SELECT top.*, p.name_ru, p.name_uz FROM (
        SELECT product_id, sum(qty_milli)::bigint AS qty, sum(net_tiyin)::bigint AS net,
          sum(net_tiyin - vat_tiyin - cost_tiyin)::bigint AS margin
        FROM receipt_line WHERE tenant_id = ${tenantId} AND business_date = ${date}::date
        GROUP BY product_id ORDER BY net DESC, product_id LIMIT ${limit}) top
      JOIN product p ON p.tenant_id = ${tenantId} AND p.id = top.product_id
      ORDER BY top.net DESC, top.product_id`.execute(tx);
    return rows.map((row) => ({
      productId: row.product_id,
      name: { ru: row.name_ru, uz: row.name_uz },
      qtyMilli: String(row.qty),
      netTiyin: String(row.net),
      marginTiyin: String(row.margin),
    }));
  }

  /** What waits for somebody: receipts without a fiscal mark, entries of tills set aside. */
  async countWaiting(
    tx: KyselyTx,
    tenantId: string,
    date: string,
  ): Promise<{ fiscalPending: number; quarantined: number }> {
    const { rows } = await sql<{ pending: bigint; quarantined: bigint }>`
      SELECT
        (SELECT count(*) FROM receipt r WHERE r.tenant_id = ${tenantId}
          AND r.business_date BETWEEN ${date}::date - ${FISCAL_DAYS}::int AND ${date}::date
          AND NOT EXISTS (SELECT FROM fiscal_mark f WHERE f.tenant_id = r.tenant_id AND f.receipt_id = r.id)) AS pending,
        (SELECT count(*) FROM journal_quarantine q WHERE q.tenant_id = ${tenantId} AND NOT EXISTS (
          SELECT FROM quarantine_decision d WHERE d.tenant_id = q.tenant_id AND d.quarantine_id = q.id)) AS quarantined`.execute(
      tx,
    );
    return {
      fiscalPending: Number(rows[0]?.pending ?? 0),
      quarantined: Number(rows[0]?.quarantined ?? 0),
    };
  }
}
