import {
  type ApprovableOperation,
  zApprovableOperation,
  zApprovalV1,
} from '@jowi/contracts/sync/approval-v1';
import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import { z } from 'zod';
import type { Db, Row } from '../db/db.ts';
import { bigOf, jsonOf, textOf, textOrNull } from '../db/rows.ts';
import { TillError } from '../result.ts';

const zTerms = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('discount'),
    discount: zSaleV1.shape.receiptDiscount.unwrap(),
    /** The most it may come to. */
    mostTiyin: zApprovalV1.shape.asked,
  }),
  z.object({ kind: z.literal('stock'), mostMilli: zApprovalV1.shape.asked }),
]);
/** What exactly was allowed: another discount, or the same on more goods, is another matter. */
export type Terms = z.infer<typeof zTerms>;

/** Something beyond the seller's own limit; `unit` is what `asked` and `limit` are counted in. */
export type Need = {
  readonly operation: ApprovableOperation;
  readonly subjectId: string | null;
  readonly unit: 'bps' | 'milli';
  readonly asked: bigint;
  readonly limit: bigint;
  readonly terms: Terms;
};

/** Such a thing, refused to somebody for a cart. */
export type NeedRequest = Need & { readonly cartId: string; readonly askerId: string };

export type CartApproval = {
  readonly approvalId: string;
  readonly cartId: string;
  readonly operation: ApprovableOperation;
  readonly subjectId: string | null;
  readonly asked: bigint;
  readonly approverId: string;
  readonly terms: Terms;
};

/** What was allowed for the cart being filled. The facts are in the journal; here is only what they still open. */
export class CartApprovals {
  readonly #db: Db;
  #list: readonly CartApproval[];

  constructor(db: Db) {
    this.#db = db;
    this.#list = db
      .prepare('SELECT * FROM cart_approval JOIN cart USING (cart_id) ORDER BY approval_id')
      .all()
      .map(approvalOf);
  }

  get list(): readonly CartApproval[] {
    return this.#list;
  }

  /** Part of the transaction that writes the fact; `believe` follows once that has succeeded. */
  insertInTransaction({
    approvalId,
    cartId,
    operation,
    subjectId,
    asked,
    approverId,
    terms,
  }: CartApproval): void {
    this.#db
      .prepare('INSERT INTO cart_approval VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(approvalId, cartId, operation, subjectId, approverId, asked, JSON.stringify(terms));
  }

  believe(approval: CartApproval): void {
    this.#list = [...this.#list, approval];
  }

  /** Part of the cart's own write. */
  deleteInTransaction(isSpent: (approval: CartApproval) => boolean): void {
    const drop = this.#db.prepare('DELETE FROM cart_approval WHERE approval_id = ?');
    for (const approval of this.#list) if (isSpent(approval)) drop.run(approval.approvalId);
  }

  forget(isSpent: (approval: CartApproval) => boolean): void {
    if (this.#list.length > 0) this.#list = this.#list.filter((approval) => !isSpent(approval));
  }
}

function approvalOf(row: Row): CartApproval {
  const operation = zApprovableOperation.safeParse(textOf(row, 'operation'));
  const terms = zTerms.safeParse(jsonOf(row, 'terms'));
  if (!operation.success || !terms.success)
    throw new TillError('till/disk-error', { table: 'cart_approval' });
  return {
    approvalId: textOf(row, 'approval_id'),
    cartId: textOf(row, 'cart_id'),
    operation: operation.data,
    subjectId: textOrNull(row, 'subject_id'),
    asked: bigOf(row, 'asked'),
    approverId: textOf(row, 'approver_id'),
    terms: terms.data,
  };
}
