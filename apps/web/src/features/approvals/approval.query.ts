'use client';

import { type Approval, zApprovalPage } from '@jowi/contracts/http/approvals';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const REFRESH_MS = 30_000;

export type ApprovalFilters = { from: string; to: string; storeId: string };

export function useApprovalList(filters: ApprovalFilters) {
  return usePageList<Approval>(
    ['approvals', 'list', filters],
    zApprovalPage,
    (cursor) => paths.approvals({ ...filters, cursor }),
    { refetchMs: REFRESH_MS },
  );
}
