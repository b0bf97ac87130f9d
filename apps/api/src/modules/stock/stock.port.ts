import type { Layer, UnitCost } from '@jowi/domain/fifo';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** Where goods stand. */
export type StockPlace = { tenantId: string; warehouseId: string };

/** A layer that did not exist before; what remains of it is the sum of its movements. */
export type NewLayer = {
  layerId: string;
  productId: string;
  kind: 'lot' | 'deficit';
  documentKind: 'delivery' | 'sale';
  documentId: string;
  /** What people call the document: shown where a cost opens down to its lots. */
  documentNumber: string;
};

/** A change of one layer by one line of a document; figures signed, into stock is above zero. */
export type LayerMovement = {
  layerId: string;
  productId: string;
  kind: 'delivery' | 'sale' | 'settlement' | 'reversal';
  documentId: string;
  lineNo: number;
  qtyMilli: bigint;
  costTiyin: bigint;
};

/** In the order things happened: a new lot stands behind those before it. */
export type StockChanges = { newLayers: NewLayer[]; movements: LayerMovement[] };

/**
 * The FIFO ledger, for documents that move goods. Take layers, let the domain calculate, give the changes back,
 * all in one transaction. Everybody who locks stock comes through here, in ascending product id, so two
 * documents with the same goods wait for each other and never deadlock.
 */
export abstract class StockPort {
  /**
   * The open layers of each product, oldest first; a product without any has an empty list. Locks the balances
   * until the transaction ends. Two statements sent at once, however many products; three more when goods move
   * here for the first time.
   */
  abstract lockLayers(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, Layer[]>>;

  /**
   * What a unit cost in the last lot received, exactly (cost and quantity of the whole lot): the provisional cost of
   * goods sold below zero. A product that was never received is absent. Ask only for what may go below zero.
   */
  abstract findLastUnitCosts(
    tx: KyselyTx,
    place: StockPlace,
    productIds: readonly string[],
  ): Promise<Map<string, UnitCost>>;

  /**
   * Writes movements, new layers, what remains of old ones, and balances: one statement. Sent ahead: a failure is the
   * transaction's.
   */
  abstract applyChanges(tx: KyselyTx, place: StockPlace, changes: StockChanges): void;
}
