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
    const { newLayers, movements } = changes;
    if (movements.length === 0) return;
    const { tenantId, warehouseId } = place;
    const byLayer = sumsBy(movements, ({ layerId }) => layerId);
    const byProduct = sumsBy(movements, ({ productId }) => productId);
    const added = new Set(newLayers.map(({ layerId }) => layerId));
    const old = [...byLayer].filter(([layerId]) => !added.has(layerId));
    // A statement costs what it mentions, whether or not it has anything to do there: most sales add no layer.
    const addLayers = sql`added AS (
        INSERT INTO stock_lot (tenant_id, id, warehouse_id, product_id, kind, document_kind, document_id,
          document_number, remaining_qty_milli, remaining_cost_tiyin)
        SELECT ${tenantId}::uuid, id, ${warehouseId}::uuid, product_id, kind, document_kind, document_id, document_number, qty, cost
        FROM json_to_recordset(${JSON.stringify(newLayers.map((it) => layerRow(it, byLayer.get(it.layerId)!)))}::json)
          AS l(id uuid, product_id uuid, kind text, document_kind text, document_id uuid, document_number text, qty bigint, cost bigint)
      ),`;
    // Rows to insert come as JSON, which is read faster; rows to find as arrays, of which PostgreSQL expects few and
    // so looks each of them up.
    sendAhead(
      tx,
      sql`
      WITH ${newLayers.length > 0 ? addLayers : sql``} changed AS (
        UPDATE stock_lot l
        SET remaining_qty_milli = remaining_qty_milli + s.qty, remaining_cost_tiyin = remaining_cost_tiyin + s.cost
        FROM ${sumsTable(old)} WHERE l.tenant_id = ${tenantId} AND l.id = s.id
      ), moved AS (
        INSERT INTO stock_movement (tenant_id, warehouse_id, product_id, lot_id, kind, document_id, line_no, qty_milli, cost_tiyin)
        SELECT ${tenantId}::uuid, ${warehouseId}::uuid, m.* FROM json_to_recordset(${JSON.stringify(movements.map(movementRow))}::json)
          AS m(product_id uuid, lot_id uuid, kind text, document_id uuid, line_no int, qty bigint, cost bigint)
      )
      UPDATE stock_balance b SET qty_milli = b.qty_milli + s.qty, cost_tiyin = b.cost_tiyin + s.cost
      FROM ${sumsTable([...byProduct])}
      WHERE b.tenant_id = ${tenantId} AND b.warehouse_id = ${warehouseId} AND b.product_id = s.id`,
    );
  }
}

type Movement = StockChanges['movements'][number];
type Sums = { qtyMilli: bigint; costTiyin: bigint };

function sumsBy(movements: readonly Movement[], keyOf: (movement: Movement) => string): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const movement of movements) {
    const sum = sums.get(keyOf(movement)) ?? { qtyMilli: 0n, costTiyin: 0n };
    sum.qtyMilli += movement.qtyMilli;
    sum.costTiyin += movement.costTiyin;
    sums.set(keyOf(movement), sum);
  }
  return sums;
}

function sumsTable(sums: readonly [string, Sums][]) {
  return sql`unnest(${sums.map(([id]) => id)}::uuid[], ${sums.map(([, sum]) => String(sum.qtyMilli))}::bigint[],
    ${sums.map(([, sum]) => String(sum.costTiyin))}::bigint[]) AS s (id, qty, cost)`;
}

function movementRow(movement: Movement) {
  return {
    product_id: movement.productId,
    lot_id: movement.layerId,
    kind: movement.kind,
    document_id: movement.documentId,
    line_no: movement.lineNo,
    qty: String(movement.qtyMilli),
    cost: String(movement.costTiyin),
  };
}

function layerRow(layer: StockChanges['newLayers'][number], sum: Sums) {
  return {
    id: layer.layerId,
    product_id: layer.productId,
    kind: layer.kind,
    document_kind: layer.documentKind,
    document_id: layer.documentId,
    document_number: layer.documentNumber,
    qty: String(sum.qtyMilli),
    cost: String(sum.costTiyin),
  };
}
