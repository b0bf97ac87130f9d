import type { ApprovalRequest } from '../../../bridge/approval/contract.ts';

/** Usual reasons, as keys under `approval.reasons` of the till's words; own words do as well. */
const DISCOUNT = ['damaged', 'expiring', 'regular', 'promised'] as const;
const BELOW_ZERO = ['inHand', 'miscount', 'swapped'] as const;

export type ReasonKey = (typeof DISCOUNT)[number] | (typeof BELOW_ZERO)[number];

export function reasonsOf({ operation }: ApprovalRequest): readonly ReasonKey[] {
  return operation === 'sell-below-zero' ? BELOW_ZERO : DISCOUNT;
}
