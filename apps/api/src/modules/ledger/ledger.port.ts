import type { Posting } from '@jowi/domain/posting';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What one document does to the books; balanced, each account at most once. */
export type DocumentPostings = {
  documentKind: 'sale' | 'delivery' | 'settlement' | 'delivery-reversal';
  documentId: string;
  /** YYYY-MM-DD, the day it counts for. */
  businessDate: string;
  /** Empty when the document moves no money. */
  postings: readonly Posting[];
};

export abstract class LedgerPort {
  /**
   * Writes the postings of many documents in one statement; the database refuses them unless each balances. Sent
   * ahead: a failure is the transaction's.
   */
  abstract post(tx: KyselyTx, tenantId: string, documents: readonly DocumentPostings[]): void;
}
