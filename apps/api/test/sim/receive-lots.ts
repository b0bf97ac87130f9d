import { planDelivery } from '../../src/modules/deliveries/plan-delivery.ts';
import type { LedgerPort } from '../../src/modules/ledger/ledger.port.ts';
import type { StockPlace, StockPort } from '../../src/modules/stock/stock.port.ts';
import type { KyselyTx } from '../../src/platform/db/kysely-db.ts';
import type { LotSeed } from './sim-server.ts';

const DELIVERY_DATE = '2026-11-23';

/** A delivery as the server plans and posts it, without its paper. */
export async function receiveLots(
  tx: KyselyTx,
  place: StockPlace,
  { stock, ledger }: { stock: StockPort; ledger: LedgerPort },
  goods: readonly { id: string; lots: readonly LotSeed[] }[],
  newId: () => string,
): Promise<void> {
  const lines = goods.flatMap(({ id, lots }) =>
    lots.map((lot) => ({
      productId: id,
      qtyMilli: String(lot.qtyMilli),
      costTiyin: String(lot.costTiyin),
    })),
  );
  if (lines.length === 0) return;
  const id = newId();
  const papers = { supplierName: 'Supplier', documentNumber: '1', documentDate: DELIVERY_DATE };
  const layers = await stock.lockLayers(
    tx,
    place,
    lines.map((line) => line.productId),
  );
  const plan = planDelivery({ id, warehouseId: place.warehouseId, ...papers, lines }, '1', layers, newId);
  stock.applyChanges(tx, place, plan.changes);
  const document = { documentId: id, businessDate: DELIVERY_DATE };
  ledger.post(tx, place.tenantId, [
    { ...document, documentKind: 'delivery', postings: plan.deliveryPostings },
    { ...document, documentKind: 'settlement', postings: plan.settlementPostings },
  ]);
}
