import { z } from 'zod';
import { zId, zTimeMs } from '../scalar.ts';

/** What can be asked for beyond one's own limit. Entries are added; the wire takes any word of this shape. */
export const APPROVABLE_OPERATIONS = ['line-discount', 'receipt-discount', 'sell-below-zero'] as const;
export const zApprovableOperation = z.enum(APPROVABLE_OPERATIONS);
export type ApprovableOperation = z.infer<typeof zApprovableOperation>;

const zAmount = z.string().regex(/^(0|[1-9]\d{0,17})$/);

/**
 * Somebody with wider limits allowed one operation by her PIN, recorded before the operation took effect. It serves the
 * cart it was given in, for what was asked, once; a sale names the approvals it used up.
 */
export const zApprovalV1 = z.looseObject({
  approvalId: zId,
  cartId: zId,
  operation: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/)
    .max(40),
  /** What it is about: the line of a discount, the product of a sale below zero; null = the whole receipt. */
  subjectId: zId.nullable(),
  /** In what `asked` and `limit` are counted: bps (of a price), tiyin, milli (thousandths of a unit). */
  unit: z.string().max(10),
  asked: zAmount,
  /** How far the asker may go alone. */
  limit: zAmount,
  reason: z.string().trim().min(1).max(200),
  /** Who asked. */
  employeeId: zId,
  /** Who allowed it: never the asker. */
  approverId: zId,
  occurredAtMs: zTimeMs,
});
export type ApprovalV1 = z.infer<typeof zApprovalV1>;
