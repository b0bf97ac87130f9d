import { z } from 'zod';
import { pageOf, zBusinessDate, zId, zName, zPageQuery } from '../scalar.ts';

/** GET /v1/approvals, newest first. */
export const zApprovalQuery = zPageQuery.extend({
  /** Days in Tashkent, both included. */
  from: zBusinessDate.optional(),
  to: zBusinessDate.optional(),
  storeId: zId.optional(),
  approverId: zId.optional(),
});
export type ApprovalQuery = z.infer<typeof zApprovalQuery>;

/** Somebody let a colleague go beyond her limit. */
export const zApproval = z.object({
  id: zId,
  /** One of APPROVABLE_OPERATIONS, or the word of a newer till. */
  operation: z.string(),
  /** The goods it was about; null = the whole receipt, or a line that was never sold. */
  productName: zName.nullable(),
  /** What `asked` and `limit` are counted in: bps, tiyin, milli. */
  unit: z.string(),
  asked: z.string(),
  /** How far the asker may go alone. */
  limit: z.string(),
  reason: z.string(),
  employeeId: zId,
  employeeName: z.string(),
  approverId: zId,
  approverName: z.string(),
  storeId: zId,
  storeName: z.string(),
  terminalName: z.string(),
  occurredAtMs: z.number(),
  /** The sale that used it; null = none has. */
  receipt: z.object({ id: zId, receiptNumber: z.number().int() }).nullable(),
});
export type Approval = z.infer<typeof zApproval>;
export const zApprovalPage = pageOf(zApproval);
export type ApprovalPage = z.infer<typeof zApprovalPage>;
