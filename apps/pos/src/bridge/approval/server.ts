import { type ServedDomain, serve } from '../bridge-server.ts';
import type { TillEngine } from '../till-engine.ts';
import { approvalContract } from './contract.ts';

export function serveApproval({ approval }: TillEngine): ServedDomain {
  return serve(approvalContract, {
    request: () => approval.request(),
    approve: (params) => approval.approve(params),
  });
}
