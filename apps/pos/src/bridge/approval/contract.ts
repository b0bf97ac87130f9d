import { zId, zName } from '@jowi/contracts/scalar';
import { zApprovableOperation } from '@jowi/contracts/sync/approval-v1';
import { z } from 'zod';
import { zUnit } from '../catalogue/contract.ts';
import { type Contract, zNothing } from '../method.ts';
import { zEmployee, zPin } from '../session/contract.ts';

const zAmount = z.string().regex(/^\d{1,19}$/);

/** Something beyond the seller's own limit, in basis points of a price or in thousandths of a unit. */
export const zNeed = z.object({
  operation: zApprovableOperation,
  /** A line, or the product of a sale below zero; null = the whole receipt. */
  subjectId: zId.nullable(),
  unit: z.enum(['bps', 'milli']),
  asked: zAmount,
  limit: zAmount,
});
export type Need = z.infer<typeof zNeed>;

export const zCartApproval = z.object({
  operation: zApprovableOperation,
  subjectId: zId.nullable(),
  approverName: z.string(),
});
export type CartApproval = z.infer<typeof zCartApproval>;

export const zApprovalRequest = zNeed.extend({
  /** What it is about; null = the whole receipt. */
  goods: z.object({ name: zName, unit: zUnit }).nullable(),
  approvers: z.array(zEmployee),
});
export type ApprovalRequest = z.infer<typeof zApprovalRequest>;

export const approvalContract = {
  /** What was refused last with `till/approval-needed`, and who may allow it. */
  request: { params: zNothing, value: zApprovalRequest.nullable() },
  approve: {
    params: z.object({
      operation: zApprovableOperation,
      subjectId: zId.nullable(),
      /** null = whoever of them the PIN belongs to. */
      approverId: zId.nullable(),
      pin: zPin,
      reason: z.string().max(200),
    }),
    value: z.object({ approvalId: zId, approverName: z.string() }),
  },
} satisfies Contract;
