import type { Layer, UnitCost } from '@jowi/domain/fifo';
import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import { type StockChanges, type StockPlace, StockPort } from '../../../src/modules/stock/stock.port.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { int8 } from './column-types.ts';
import { checkViolation } from './database-failure.ts';
import { memoryTx } from './memory-db.ts';
import type { LotRow } from './rows.ts';
import { keyOf } from './tables.ts';
import type { Transaction } from './transaction.ts';

export class MemoryStock extends StockPort {
  override lockLayers(
    tx: KyselyTx,
    { tenantId, warehouseId }: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, Layer[]>> {
    const it = memoryTx(tx);
    const { balance, product } = it.database.tables;
    const products = [...new Set(productIds)].sort();
    if (products.length === 0) return Promise.resolve(new Map());
    return it.send(async () => {
      for (const productId of products) {
        const key = keyOf(warehouseId, productId);
        // Missing rows are added, so that there is something to lock for a product's first movement.
        if (it.get(balance, key)) await it.lock(balance, key);
        else if (it.get(product, productId)) {
          await it.lock(balance, key);
          if (!it.get(balance, key)) {
            const none = { qtyMilli: 0n, costTiyin: 0n, xid: it.xid };
            await it.insert(balance, { tenantId, warehouseId, productId, ...none });
          }
        }
      }
      const layers = new Map<string, Layer[]>(products.map((id) => [id, []]));
      for (const lot of lotsOf(it, warehouseId))
        if (lot.qtyMilli !== 0n) layers.get(lot.productId)?.push(layerOf(lot));
      return layers;
    });
  }

  override async findLastUnitCosts(
    tx: KyselyTx,
    { warehouseId }: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, UnitCost>> {
    const it = memoryTx(tx);
    if (productIds.length === 0) return new Map();
    return it.send(() => {
      const last = new Map<string, string>();
      for (const lot of lotsOf(it, warehouseId))
        if (lot.kind === 'lot' && productIds.includes(lot.productId)) last.set(lot.productId, lot.id);
      const costs = new Map<string, UnitCost>();
      for (const row of it.all(it.database.tables.movement))
        if (row.kind === 'delivery' && last.get(row.productId) === row.lotId)
          costs.set(row.productId, { qtyMilli: qtyMilli(row.qtyMilli), costTiyin: tiyin(row.costTiyin) });
      return costs;
    });
  }

  override applyChanges(tx: KyselyTx, place: StockPlace, { newLayers, movements }: StockChanges): void {
    if (movements.length === 0) return;
    const it = memoryTx(tx);
    const { lot, movement, balance } = it.database.tables;
    const { tenantId, warehouseId } = place;
    it.sendAhead(async () => {
      const byLayer = sumsBy(movements, ({ layerId }) => layerId);
      const added = new Set(newLayers.map(({ layerId }) => layerId));
      for (const { layerId: id, productId, kind, documentId } of newLayers) {
        const position = it.database.nextPosition();
        const place = { tenantId, id, warehouseId, productId, kind, position, documentId };
        await it.insert(lot, checked({ ...place, ...byLayer.get(id)! }));
      }
      for (const [id, sum] of byLayer)
        if (!added.has(id)) await it.update(lot, id, (row) => checked(sumOf(row, sum)));
      for (const { layerId: lotId, ...row } of movements)
        await it.insert(movement, { tenantId, warehouseId, lotId, id: it.database.nextPosition(), ...row });
      for (const [productId, sum] of sumsBy(movements, (row) => row.productId))
        await it.update(balance, keyOf(warehouseId, productId), (row) => ({
          ...sumOf(row, sum),
          xid: it.xid,
        }));
    });
  }
}

type Sum = { qtyMilli: bigint; costTiyin: bigint };

/** Oldest first. */
function lotsOf(it: Transaction, warehouseId: string): LotRow[] {
  return [...it.all(it.database.tables.lot)]
    .filter((lot) => lot.warehouseId === warehouseId)
    .sort((a, b) => a.position - b.position);
}

function layerOf(lot: LotRow): Layer {
  return { layerId: lot.id, qtyMilli: qtyMilli(lot.qtyMilli), costTiyin: tiyin(lot.costTiyin) };
}

function sumsBy<Row extends Sum>(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const sum = sums.get(nameOf(row)) ?? { qtyMilli: 0n, costTiyin: 0n };
    sums.set(nameOf(row), sumOf(sum, row));
  }
  return sums;
}

function sumOf<Row extends Sum>(row: Row, sum: Sum): Row {
  return {
    ...row,
    qtyMilli: int8(row.qtyMilli + sum.qtyMilli),
    costTiyin: int8(row.costTiyin + sum.costTiyin),
  };
}

function checked(row: LotRow): LotRow {
  const sign = row.kind === 'lot' ? 1n : -1n;
  if (row.qtyMilli * sign < 0n || row.costTiyin * sign < 0n) throw checkViolation('stock_lot_check');
  if (row.qtyMilli === 0n && row.costTiyin !== 0n) throw checkViolation('stock_lot_check1');
  return row;
}
