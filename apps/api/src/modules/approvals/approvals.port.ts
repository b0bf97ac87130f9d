import type { WireProblem } from '@jowi/contracts/errors';
import type { ApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';

/** An approval and its place in its till's journal. */
export type JournaledApproval = { epoch: number; seq: number; approval: ApprovalV1 };

export type ApprovalPlace = { tenantId: string; terminalId: string; storeId: string };

/** Keeps what tills were allowed beyond a limit, inside the transaction that stores the journal. */
export abstract class ApprovalsPort {
  /** Reads what keeping these approvals and judging these sales may need: at most one statement. */
  abstract prepare(
    tx: KyselyTx,
    place: ApprovalPlace,
    approvals: readonly JournaledApproval[],
    sales: readonly SaleV1[],
  ): Promise<PreparedApprovals>;
}

export interface PreparedApprovals {
  /** Which of these cannot be kept, by seq: a person the business does not have, one's own approval, an id that is taken. */
  findUnkeepable(approvals: readonly JournaledApproval[]): Map<number, WireProblem>;

  /** Sent ahead, before the sales that use them. */
  keep(approvals: readonly JournaledApproval[]): void;

  /** `sales/approval-missing` where a discount went beyond the seller's limit and nobody allowed it. Once a sale, in order. */
  judge(sale: SaleV1): string[];

  /** Sent ahead, after the receipts are: what the judged sales among these used up. */
  link(sales: readonly SaleV1[]): void;
}
