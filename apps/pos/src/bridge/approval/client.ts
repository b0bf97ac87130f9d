import type { Bridge } from '../bridge.ts';
import type { ApprovalRequest } from './contract.ts';

export type Lent = { approverId: string | null; pin: string; reason: string };

export function approvalClient(bridge: Bridge) {
  return {
    request: () => bridge.call('approval', 'request', {}),
    approve: ({ operation, subjectId }: ApprovalRequest, lent: Lent) =>
      bridge.call('approval', 'approve', { operation, subjectId, ...lent }),
  };
}
