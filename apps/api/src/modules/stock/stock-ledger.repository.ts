import type { Layer, UnitCost } from '@jowi/domain/fifo';
import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { type NewLayer, type StockMovement, type StockPlace, StockPort } from './stock.port.ts';

@Injectable()
export class StockLedgerRepository extends StockPort {
  override async lockLayers(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, Layer[]>> {
    const ids = [...new Set(productIds)].sort();
    await this.#createBalances(tx, place, ids);
    const locked = await this.#lockBalances(tx, place, ids);
    const layers = new Map<string, Layer[]>(locked.map((id) => [id, []]));
    // A statement of its own: it must see what the transactions we waited for have committed.
    const rows = await tx
      .selectFrom('stock_lot')
      .select(['id', 'product_id', 'remaining_qty_milli', 'remaining_cost_tiyin'])
      .where('tenant_id', '=', place.tenantId)
      .where('warehouse_id', '=', place.warehouseId)
      .where('product_id', '=', sql<string>`ANY(${locked}::uuid[])`)
      .where('remaining_qty_milli', '<>', 0n)
      .orderBy('product_id')
      .orderBy('position')
      .execute();
    for (const row of rows) {
      layers.get(row.product_id)?.push({
        layerId: row.id,
        qtyMilli: qtyMilli(row.remaining_qty_milli),
        costTiyin: tiyin(row.remaining_cost_tiyin),
      });
    }
    return layers;
  }

  override async listLastUnitCosts(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, UnitCost>> {
    const { rows } = await sql<{ product_id: string; qty_milli: bigint; cost_tiyin: bigint }>`
      SELECT lot.product_id, received.qty_milli, received.cost_tiyin
      FROM unnest(${[...productIds]}::uuid[]) AS wanted(product_id)
      CROSS JOIN LATERAL (
        SELECT id, product_id, document_id FROM stock_lot
        WHERE tenant_id = ${place.tenantId} AND warehouse_id = ${place.warehouseId}
          AND product_id = wanted.product_id AND kind = 'lot'
        ORDER BY position DESC LIMIT 1
      ) lot
      JOIN stock_movement received ON received.tenant_id = ${place.tenantId}
        AND received.document_id = lot.document_id AND received.lot_id = lot.id AND received.kind = 'delivery'`.execute(
      tx,
    );
    return new Map(
      rows.map((r) => [r.product_id, { qtyMilli: qtyMilli(r.qty_milli), costTiyin: tiyin(r.cost_tiyin) }]),
    );
  }

  override async applyMovements(
    tx: KyselyTx,
    { tenantId, warehouseId }: StockPlace,
    movements: readonly StockMovement[],
    newLayers: readonly NewLayer[],
  ): Promise<void> {
    if (movements.length === 0) return;
    const movementRows = movements.map((m) => [
      m.productId,
      m.layerId,
      m.kind,
      m.documentId,
      m.lineNo,
      String(m.qtyMilli),
      String(m.costTiyin),
    ]);
    const layerRows = newLayers.map((l) => [
      l.layerId,
      l.productId,
      l.kind,
      l.documentKind,
      l.documentId,
      l.documentNumber,
    ]);
    await sql`
      WITH moved AS MATERIALIZED (
        SELECT ord, (m->>0)::uuid AS product_id, (m->>1)::uuid AS lot_id, m->>2 AS kind, (m->>3)::uuid AS document_id,
          (m->>4)::int AS line_no, (m->>5)::bigint AS qty_milli, (m->>6)::bigint AS cost_tiyin
        FROM json_array_elements(${JSON.stringify(movementRows)}::json) WITH ORDINALITY AS e(m, ord)
      ), by_lot AS (
        SELECT lot_id, sum(qty_milli)::bigint AS qty_milli, sum(cost_tiyin)::bigint AS cost_tiyin FROM moved GROUP BY lot_id
      ), new_lots AS (
        INSERT INTO stock_lot (tenant_id, id, warehouse_id, product_id, kind, document_kind, document_id, document_number,
          remaining_qty_milli, remaining_cost_tiyin)
        SELECT ${tenantId}, by_lot.lot_id, ${warehouseId}, (l->>1)::uuid, l->>2, l->>3, (l->>4)::uuid, l->>5,
          by_lot.qty_milli, by_lot.cost_tiyin
        FROM json_array_elements(${JSON.stringify(layerRows)}::json) WITH ORDINALITY AS e(l, ord)
        JOIN by_lot ON by_lot.lot_id = (l->>0)::uuid
        ORDER BY ord
      ), changed_lots AS (
        UPDATE stock_lot SET remaining_qty_milli = remaining_qty_milli + by_lot.qty_milli,
          remaining_cost_tiyin = remaining_cost_tiyin + by_lot.cost_tiyin
        FROM by_lot WHERE stock_lot.tenant_id = ${tenantId} AND stock_lot.id = by_lot.lot_id
      ), written AS (
        INSERT INTO stock_movement (tenant_id, warehouse_id, product_id, lot_id, kind, document_id, line_no, qty_milli, cost_tiyin)
        SELECT ${tenantId}, ${warehouseId}, product_id, lot_id, kind, document_id, line_no, qty_milli, cost_tiyin
        FROM moved ORDER BY ord
      )
      UPDATE stock_balance b SET qty_milli = b.qty_milli + p.qty_milli, cost_tiyin = b.cost_tiyin + p.cost_tiyin
      FROM (SELECT product_id, sum(qty_milli)::bigint AS qty_milli, sum(cost_tiyin)::bigint AS cost_tiyin FROM moved GROUP BY product_id) p
      WHERE b.tenant_id = ${tenantId} AND b.warehouse_id = ${warehouseId} AND b.product_id = p.product_id`.execute(
      tx,
    );
  }

  async #lockBalances(tx: KyselyTx, place: StockPlace, sortedIds: readonly string[]): Promise<string[]> {
    const rows = await tx
      .selectFrom('stock_balance')
      .select('product_id')
      .where('tenant_id', '=', place.tenantId)
      .where('warehouse_id', '=', place.warehouseId)
      .where('product_id', '=', sql<string>`ANY(${sortedIds}::uuid[])`)
      .orderBy('product_id')
      .forUpdate()
      .execute();
    return rows.map((row) => row.product_id);
  }

  /**
   * The first movement of a product in a warehouse. Before anything is locked, and sorted: who makes a row while
   * holding a lock could wait crosswise for somebody who does the same.
   */
  async #createBalances(tx: KyselyTx, place: StockPlace, sortedIds: readonly string[]): Promise<void> {
    await sql`
      INSERT INTO stock_balance (tenant_id, warehouse_id, product_id, qty_milli, cost_tiyin)
      SELECT tenant_id, ${place.warehouseId}, id, 0, 0 FROM product
      WHERE tenant_id = ${place.tenantId} AND id = ANY(${sortedIds}::uuid[])
        AND NOT EXISTS (SELECT FROM stock_balance b WHERE b.tenant_id = ${place.tenantId}
          AND b.warehouse_id = ${place.warehouseId} AND b.product_id = product.id)
      ORDER BY id
      ON CONFLICT DO NOTHING`.execute(tx);
  }
}
