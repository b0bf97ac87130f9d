import type { WireProblem } from '@jowi/contracts/errors';
import type { FiscalisedV1 } from '@jowi/contracts/sync/fiscal-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** The till a batch comes from, and where it sells. */
export type SellingPlace = { tenantId: string; terminalId: string; storeId: string; warehouseId: string };

/**
 * A sale and its place in its till's journal; in the office's chain (epoch 0) when it was accepted by hand.
 * `originalReceiptNumber`: of the customer's paper, where that number was taken and the sale got another.
 */
export type JournaledSale = { epoch: number; seq: number; sale: SaleV1; originalReceiptNumber?: number };

export type JournaledMark = { epoch: number; seq: number; mark: FiscalisedV1 };

/** Turns journaled sales into books, inside the transaction that stores the journal. */
export abstract class SalesPort {
  /** Reads and locks what posting these may need, in one message. They may turn out not to be postable. */
  abstract prepare(
    tx: KyselyTx,
    place: SellingPlace,
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
  ): Promise<PreparedSales>;

  /**
   * The highest receipt number of this terminal in the books, over all its epochs; 0 = none. Numbers of the office's own
   * series are not the till's.
   */
  abstract getLastReceiptNumber(
    tx: KyselyTx,
    terminal: { readonly tenantId: string; readonly terminalId: string },
  ): Promise<number>;
}

export interface PreparedSales {
  /**
   * Which of these cannot be posted, by seq: a product the business does not have, a receipt id that is taken, a mark
   * of a receipt nobody knows or that carries one. Asked before anything is written.
   */
  findUnpostable(sales: readonly JournaledSale[], marks: readonly JournaledMark[]): Map<number, WireProblem>;

  /**
   * Posts sales in journal order, then the marks; both sound, their journal entries stored or on their way. `flagsOf`
   * says what else is worth a look about a sale; asked once for each, in that order.
   */
  post(
    sales: readonly JournaledSale[],
    marks: readonly JournaledMark[],
    flagsOf: (sale: SaleV1) => readonly string[],
  ): Promise<void>;
}
