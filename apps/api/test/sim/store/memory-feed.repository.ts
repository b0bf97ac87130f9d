import type { EmployeeFeed, ProductFeed, StockFeed } from '@jowi/contracts/sync/pull';
import {
  type FeedPage,
  FeedRepository,
  type SnapshotLine,
} from '../../../src/modules/sync/feed.repository.ts';
import type { FeedPosition } from '../../../src/modules/sync/feed-cursor.ts';
import type { KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import { memoryTx } from './memory-db.ts';
import type { ProductRow } from './rows.ts';
import type { Table, TenantRow } from './table.ts';
import { keyOf } from './tables.ts';

type Fed = TenantRow & { readonly xid: bigint };
type Question<Row> = {
  readonly idOf: (row: Row) => string;
  readonly from: FeedPosition;
  readonly horizon: bigint;
  readonly limit: number;
};

export class MemoryFeed extends FeedRepository {
  override getHorizon(tx: KyselyTx): Promise<bigint> {
    const it = memoryTx(tx);
    return it.send(() => it.database.horizon());
  }

  override async listProducts(
    tx: KyselyTx,
    _tenantId: string,
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<ProductFeed>> {
    const { product } = memoryTx(tx).database.tables;
    return pageOf(tx, product, { idOf: (row) => row.id, from, horizon, limit }, productFeed);
  }

  override async listStock(
    tx: KyselyTx,
    { warehouseId }: { tenantId: string; warehouseId: string },
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<StockFeed>> {
    const { balance } = memoryTx(tx).database.tables;
    return pageOf(
      tx,
      balance,
      { idOf: (row) => row.productId, from, horizon, limit },
      ({ productId, qtyMilli }) => ({ productId, qtyMilli: String(qtyMilli) }),
      (row) => row.warehouseId === warehouseId,
    );
  }

  override async listEmployees(
    tx: KyselyTx,
    _store: { tenantId: string; storeId: string },
    from: FeedPosition,
    horizon: bigint,
    limit: number,
  ): Promise<FeedPage<EmployeeFeed>> {
    const { employee } = memoryTx(tx).database.tables;
    return pageOf(
      tx,
      employee,
      { idOf: (row) => row.id, from, horizon, limit },
      ({ id, name, role, permissions, limits, pinSalt, pinHash, active }) => ({
        ...{ id, name, role, roleName: null, permissions: [...permissions], limits, color: 1 },
        pinSalt: active ? pinSalt : null,
        pinHash: active ? pinHash : null,
        active,
      }),
    );
  }

  override countProducts(tx: KyselyTx): Promise<number> {
    const it = memoryTx(tx);
    return it.send(() => [...it.all(it.database.tables.product)].length);
  }

  override listSnapshotLines(
    tx: KyselyTx,
    { warehouseId }: { tenantId: string; warehouseId: string },
    after: string,
    limit: number,
  ): Promise<SnapshotLine[]> {
    const it = memoryTx(tx);
    const { product, balance } = it.database.tables;
    return it.send(() =>
      [...it.all(product)]
        .filter((row) => row.id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((row) => {
          const stockQtyMilli = String(it.get(balance, keyOf(warehouseId, row.id))?.qtyMilli ?? 0n);
          const line = { type: 'product', product: productFeed(row), stockQtyMilli };
          return { id: row.id, line: JSON.stringify(line) };
        }),
    );
  }
}

/** Rows of transactions that all who were running have outlived, in the order of those transactions. */
function pageOf<Row extends Fed, Item>(
  tx: KyselyTx,
  table: Table<Row>,
  { idOf, from, horizon, limit }: Question<Row>,
  itemOf: (row: Row) => Item,
  isWanted: (row: Row) => boolean = () => true,
): Promise<FeedPage<Item>> {
  const it = memoryTx(tx);
  return it.send(() => {
    const rows = [...it.all(table)]
      .filter((row) => row.xid > from.xid || (row.xid === from.xid && idOf(row) > from.id))
      .filter((row) => row.xid < horizon && isWanted(row))
      .sort((a, b) => (a.xid === b.xid ? (idOf(a) < idOf(b) ? -1 : 1) : a.xid < b.xid ? -1 : 1))
      .slice(0, limit);
    const last = rows.at(-1);
    return { items: rows.map(itemOf), end: last ? { xid: last.xid, id: idOf(last) } : null };
  });
}

function productFeed(row: ProductRow): ProductFeed {
  const { id, version, sku, name, vatRateBps, unit, archived } = row;
  return {
    ...{ id, version, sku, name: { ru: name, uz: name }, barcodes: [...row.barcodes] },
    ...{ priceTiyin: String(row.priceTiyin), vatRateBps, unit, ikpu: null, packageCode: null, archived },
  };
}
