import type { EmployeeFeed, ProductFeed, StockFeed } from '@jowi/contracts/sync/pull';
import { Injectable } from '@nestjs/common';
import { type RawBuilder, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import type { FeedPosition } from './feed-cursor.ts';

export type FeedPage<T> = { items: T[]; end: FeedPosition | null };
/** A product of a first load, as the line it is sent as. */
export type SnapshotLine = { id: string; line: string };
type FeedRow = { xid: string; id: string; item: unknown };

/** A product as the till reads it, made by the database: a first load never turns 100,000 rows into objects and back. */
const PRODUCT_JSON: RawBuilder<unknown> = sql`json_build_object(
  'id', p.id, 'version', p.version, 'sku', p.sku, 'name', json_build_object('ru', p.name_ru, 'uz', p.name_uz),
  'barcodes', coalesce((SELECT json_agg(b.barcode ORDER BY b.position) FROM product_barcode b
    WHERE b.tenant_id = p.tenant_id AND b.product_id = p.id), '[]'::json),
  'priceTiyin', p.price_tiyin::text, 'vatRateBps', p.vat_rate_bps, 'unit', p.unit, 'ikpu', p.ikpu,
  'packageCode', p.package_code, 'archived', p.archived)`;

/**
 * What changed, in the order of the transactions that changed it. Only rows of transactions older than every one
 * still running are read, so a slow transaction delays the feed and is never skipped (ADR 5).
 */
@Injectable()
export class FeedRepository {
  /** All transactions below this one have ended. */
  async getHorizon(tx: KyselyTx): Promise<bigint> {
    const { rows } = await sql<{
      xmin: string;
    }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`.execute(tx);
    return BigInt(rows[0]!.xmin);
  }

  listProducts(
    tx: KyselyTx,
    tenantId: string,
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<ProductFeed>> {
    return page<ProductFeed>(
      sql`SELECT p.xid::text, p.id, ${PRODUCT_JSON} AS item FROM product p
        WHERE p.tenant_id = ${tenantId} AND (p.xid, p.id) > (${String(from.xid)}::xid8, ${from.id}::uuid) AND p.xid < ${String(horizon)}::xid8
        ORDER BY p.xid, p.id LIMIT ${limit}`,
      tx,
    );
  }

  listStock(
    tx: KyselyTx,
    place: { tenantId: string; warehouseId: string },
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<StockFeed>> {
    return page<StockFeed>(
      // ORDER BY a bare xid would go by the text of the answer, where 10 comes before 9.
      sql`SELECT b.xid::text, b.product_id AS id, json_build_object('productId', b.product_id, 'qtyMilli', b.qty_milli::text) AS item
        FROM stock_balance b
        WHERE b.tenant_id = ${place.tenantId} AND b.warehouse_id = ${place.warehouseId}
          AND (b.xid, b.product_id) > (${String(from.xid)}::xid8, ${from.id}::uuid) AND b.xid < ${String(horizon)}::xid8
        ORDER BY b.xid, b.product_id LIMIT ${limit}`,
      tx,
    );
  }

  /**
   * Those who work in the store of the till, and those who did: they come as inactive. Nobody else's name or PIN leaves
   * for it.
   */
  listEmployees(
    tx: KyselyTx,
    { tenantId, storeId }: { tenantId: string; storeId: string },
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<EmployeeFeed>> {
    return page<EmployeeFeed>(
      sql`SELECT e.xid::text, e.id, json_build_object('id', e.id, 'name', e.name, 'role', r.kind, 'roleName', r.name,
          'permissions', r.permissions, 'limits', r.limits, 'color', e.color,
          'pinSalt', CASE WHEN here.works THEN e.pin_salt END, 'pinHash', CASE WHEN here.works THEN e.pin_hash END,
          'active', here.works) AS item
        FROM employee e
        JOIN role r ON r.tenant_id = e.tenant_id AND r.id = e.role_id
        LEFT JOIN employee_store s ON s.tenant_id = e.tenant_id AND s.employee_id = e.id AND s.store_id = ${storeId}
        CROSS JOIN LATERAL (SELECT e.active AND (e.all_stores OR coalesce(s.active, false)) AS works) here
        WHERE e.tenant_id = ${tenantId} AND (e.xid, e.id) > (${String(from.xid)}::xid8, ${from.id}::uuid) AND e.xid < ${String(horizon)}::xid8
          AND (e.all_stores OR s.store_id IS NOT NULL)
        ORDER BY e.xid, e.id LIMIT ${limit}`,
      tx,
    );
  }

  async countProducts(tx: KyselyTx, tenantId: string): Promise<number> {
    const { count } = await tx
      .selectFrom('product')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('tenant_id', '=', tenantId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Lines of a snapshot (JSON text, one a product) in id order after `after`. */
  async listSnapshotLines(
    tx: KyselyTx,
    place: { tenantId: string; warehouseId: string },
    after: string,
    limit: number,
  ): Promise<SnapshotLine[]> {
    const { rows } = await sql<SnapshotLine>`
      SELECT p.id, json_build_object('type', 'product', 'product', ${PRODUCT_JSON}, 'stockQtyMilli', coalesce(s.qty_milli, 0)::text)::text AS line
      FROM product p
      LEFT JOIN stock_balance s ON s.tenant_id = p.tenant_id AND s.warehouse_id = ${place.warehouseId} AND s.product_id = p.id
      WHERE p.tenant_id = ${place.tenantId} AND p.id > ${after}::uuid
      ORDER BY p.id LIMIT ${limit}`.execute(tx);
    return rows;
  }
}

async function page<T>(query: RawBuilder<unknown>, tx: KyselyTx): Promise<FeedPage<T>> {
  const { rows } = await (query as RawBuilder<FeedRow>).execute(tx);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => row.item as T),
    end: last ? { xid: BigInt(last.xid), id: last.id } : null,
  };
}
