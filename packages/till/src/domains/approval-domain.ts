import { answer } from '../result.ts';
import type { ApprovalDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import { approvalRequest, approve } from '../use-cases/approve.usecase.ts';

export function approvalDomain(till: TillContext): ApprovalDomain {
  return {
    request: () => answer(till.log, () => approvalRequest(till)),
    approve: (params) =>
      answer(till.log, async () => {
        const { approvalId, approverId } = await approve(till, params);
        return { approvalId, approverName: till.employees.findName(approverId) };
      }),
  };
}
