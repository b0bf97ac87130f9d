import type { Approval } from '@jowi/contracts/http/approvals';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** What a receipt used up, for whoever opens it. */
export abstract class ApprovalsOfReceiptPort {
  /** In the order in which they were given: one statement. */
  abstract listOfReceipt(tx: KyselyTx, tenantId: string, receiptId: string): Promise<Approval[]>;
}
