import type { Layer, UnitCost } from '@jowi/domain/fifo';
import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { send, sendAhead } from '../../platform/db/kysely-on-connection.ts';
import { type StockChanges, type StockPlace, StockPort } from './stock.port.ts';

@Injectable()
export class StockRepository extends StockPort {
  override async lockLayers(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, Layer[]>> {
    const products = [...new Set(productIds)].sort();
    if (products.length === 0) return new Map();
    // All or none: who held some rows while it adds others would wait for one who holds those and wants these.
    const first = await this.#lockAndRead(tx, place, products, products.length);
    if (first.locked === products.length) return first.layers;
    // Missing rows, so that there is something to lock for a product's first movement.
    const { tenantId, warehouseId } = place;
    const added = send(
      tx,
      sql`
        INSERT INTO stock_balance (tenant_id, warehouse_id, product_id, qty_milli, cost_tiyin)
        SELECT ${tenantId}, ${warehouseId}, p.id, 0, 0 FROM product p
          WHERE p.tenant_id = ${tenantId} AND p.id = ANY (${products}::uuid[]) AND NOT EXISTS (SELECT FROM stock_balance b
            WHERE b.tenant_id = ${tenantId} AND b.warehouse_id = ${warehouseId} AND b.product_id = p.id)
          ORDER BY p.id
        ON CONFLICT DO NOTHING`,
    );
    const [, second] = await Promise.all([added, this.#lockAndRead(tx, place, products, 0)]);
    return second.layers;
  }

  async #lockAndRead(
    tx: KyselyTx,
    { tenantId, warehouseId }: StockPlace,
    products: readonly string[],
    wanted: number,
  ): Promise<{ locked: number; layers: Map<string, Layer[]> }> {
    const [balances, lots] = await Promise.all([
      send(
        tx,
        sql`
          SELECT product_id FROM stock_balance
          WHERE tenant_id = ${tenantId} AND warehouse_id = ${warehouseId} AND product_id = ANY (${products}::uuid[])
            AND (SELECT count(*) FROM stock_balance
              WHERE tenant_id = ${tenantId} AND warehouse_id = ${warehouseId}
                AND product_id = ANY (${products}::uuid[])) >= ${wanted}
          ORDER BY product_id FOR UPDATE`,
      ),
      // A statement of its own: it must see what the others committed while the lock was waited for.
      send(
        tx,
        sql<{ id: string; product_id: string; qty: bigint; cost: bigint }>`
          SELECT id, product_id, remaining_qty_milli AS qty, remaining_cost_tiyin AS cost FROM stock_lot
          WHERE tenant_id = ${tenantId} AND warehouse_id = ${warehouseId} AND product_id = ANY (${products}::uuid[])
            AND is_open
          ORDER BY position`,
      ),
    ]);
    const layers = new Map<string, Layer[]>(products.map((id) => [id, []]));
    for (const { id, product_id, qty, cost } of lots.rows) {
      layers.get(product_id)!.push({ layerId: id, qtyMilli: qtyMilli(qty), costTiyin: tiyin(cost) });
    }
    return { locked: balances.rows.length, layers };
  }

  override async findLastUnitCosts(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, UnitCost>> {
    if (productIds.length === 0) return new Map();
    const { tenantId, warehouseId } = place;
    const { rows } = await send(
      tx,
      sql<{ product_id: string; qty: bigint; cost: bigint }>`
      SELECT last.product_id, m.qty_milli AS qty, m.cost_tiyin AS cost
      FROM unnest(${[...new Set(productIds)]}::uuid[]) p
      CROSS JOIN LATERAL (
        SELECT id, product_id FROM stock_lot
        WHERE tenant_id = ${tenantId} AND warehouse_id = ${warehouseId} AND product_id = p AND kind = 'lot'
        ORDER BY position DESC LIMIT 1) last
      JOIN stock_movement m ON m.tenant_id = ${tenantId} AND m.lot_id = last.id AND m.kind = 'delivery'`,
    );
    return new Map(
      rows.map(({ product_id, qty, cost }) => [
        product_id,
        { qtyMilli: qtyMilli(qty), costTiyin: tiyin(cost) },
      ]),
    );
  }

  override applyChanges(tx: KyselyTx, place: StockPlace, changes: StockChanges): void {
    const { newLayers: layers, movements } = changes;
    if (movements.length === 0) return;
    const { tenantId, warehouseId } = place;
    sendAhead(
      tx,
      sql`
      WITH movement AS (
        SELECT * FROM unnest(
          ${movements.map((m) => m.layerId)}::uuid[], ${movements.map((m) => m.productId)}::uuid[],
          ${movements.map((m) => m.kind)}::text[], ${movements.map((m) => m.documentId)}::uuid[],
          ${movements.map((m) => m.lineNo)}::int[], ${movements.map((m) => String(m.qtyMilli))}::bigint[],
          ${movements.map((m) => String(m.costTiyin))}::bigint[]
        ) WITH ORDINALITY AS m (lot_id, product_id, kind, document_id, line_no, qty, cost, nth)
      ), layer AS (
        SELECT * FROM unnest(
          ${layers.map((l) => l.layerId)}::uuid[], ${layers.map((l) => l.productId)}::uuid[],
          ${layers.map((l) => l.kind)}::text[], ${layers.map((l) => l.documentKind)}::text[],
          ${layers.map((l) => l.documentId)}::uuid[], ${layers.map((l) => l.documentNumber)}::text[]
        ) WITH ORDINALITY AS l (lot_id, product_id, kind, document_kind, document_id, document_number, nth)
      ), by_lot AS (
        SELECT lot_id, sum(qty)::bigint AS qty, sum(cost)::bigint AS cost FROM movement GROUP BY lot_id
      ), added AS (
        INSERT INTO stock_lot (tenant_id, id, warehouse_id, product_id, kind, document_kind, document_id,
          document_number, remaining_qty_milli, remaining_cost_tiyin)
        SELECT ${tenantId}, lot_id, ${warehouseId}, product_id, kind, document_kind, document_id, document_number, qty, cost
        FROM layer JOIN by_lot USING (lot_id) ORDER BY nth
      ), changed AS (
        -- The statement's snapshot does not hold the layers added above: only old ones are met here.
        UPDATE stock_lot l
        SET remaining_qty_milli = remaining_qty_milli + qty, remaining_cost_tiyin = remaining_cost_tiyin + cost
        FROM by_lot WHERE l.tenant_id = ${tenantId} AND l.id = by_lot.lot_id
      ), moved AS (
        INSERT INTO stock_movement (tenant_id, warehouse_id, product_id, lot_id, kind, document_id, line_no, qty_milli, cost_tiyin)
        SELECT ${tenantId}, ${warehouseId}, product_id, lot_id, kind, document_id, line_no, qty, cost FROM movement ORDER BY nth
      )
      UPDATE stock_balance b SET qty_milli = b.qty_milli + s.qty, cost_tiyin = b.cost_tiyin + s.cost
      FROM (SELECT product_id, sum(qty)::bigint AS qty, sum(cost)::bigint AS cost FROM movement GROUP BY product_id) s
      WHERE b.tenant_id = ${tenantId} AND b.warehouse_id = ${warehouseId} AND b.product_id = s.product_id`,
    );
  }
}
