import type { StockPage } from '@jowi/contracts/http/stock';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

export type StockRow = StockPage['items'][number];

export type StockListFilter = {
  warehouseId: string | null;
  only: 'all' | 'negative' | 'in-stock';
  /** Readings of what was typed, each a list of folded words that must all occur; empty = everything. */
  readings: readonly (readonly string[])[];
  after: { name: string; productId: string; warehouseId: string } | null;
  limit: number;
};

@Injectable()
export class StockListRepository {
  /** By name: one statement. */
  async list(tx: KyselyTx, tenantId: string, filter: StockListFilter): Promise<StockRow[]> {
    const { warehouseId, only, readings, after, limit } = filter;
    let query = tx
      .selectFrom('stock_balance as b')
      .innerJoin('product as p', (join) =>
        join.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.id', '=', 'b.product_id'),
      )
      .select(['b.product_id', 'b.warehouse_id', 'b.qty_milli', 'b.cost_tiyin'])
      .select(['p.sku', 'p.name_ru', 'p.name_uz', 'p.price_tiyin'])
      .where('b.tenant_id', '=', tenantId)
      .where(
        sql<SqlBool>`(b.qty_milli <> 0 OR NOT EXISTS (SELECT FROM demo_item d
          WHERE d.tenant_id = b.tenant_id AND d.kind = 'product' AND d.id = b.product_id AND d.wiped_at IS NOT NULL))`,
      )
      .orderBy('p.name_ru')
      .orderBy('b.product_id')
      .orderBy('b.warehouse_id')
      .limit(limit);
    if (warehouseId !== null) query = query.where('b.warehouse_id', '=', warehouseId);
    if (only !== 'all') query = query.where('b.qty_milli', only === 'negative' ? '<' : '>', 0n);
    if (after)
      query = query.where(
        sql<SqlBool>`(p.name_ru, b.product_id, b.warehouse_id) > (${after.name}, ${after.productId}::uuid, ${after.warehouseId}::uuid)`,
      );
    if (readings.length > 0)
      query = query.where(
        sql<SqlBool>`(${sql.join(
          readings.map((words) => sql`p.search_text LIKE ALL (${words.map((word) => `%${word}%`)})`),
          sql` OR `,
        )})`,
      );
    const rows = await query.execute();
    return rows.map((row) => ({
      productId: row.product_id,
      warehouseId: row.warehouse_id,
      sku: row.sku,
      name: { ru: row.name_ru, uz: row.name_uz },
      qtyMilli: String(row.qty_milli),
      costTiyin: String(row.cost_tiyin),
      priceTiyin: String(row.price_tiyin),
    }));
  }
}
