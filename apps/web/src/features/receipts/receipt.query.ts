'use client';

import { type ReceiptSummary, zReceipt, zReceiptPage } from '@jowi/contracts/http/receipts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

const REFRESH_MS = 10_000;

export type ReceiptFilters = { search: string; from: string; to: string; terminalId: string };

export function useReceiptList(filters: ReceiptFilters) {
  return usePageList<ReceiptSummary>(
    ['receipts', 'list', filters],
    zReceiptPage,
    (cursor) => paths.receipts({ ...filters, cursor }),
    { refetchMs: REFRESH_MS },
  );
}

export function useReceipt(id: string) {
  return useQuery({
    queryKey: ['receipts', 'one', id],
    queryFn: ({ signal }) => call(zReceipt, { path: paths.receipt(id), signal }),
    // the receipt itself never changes, its fiscal mark may still be on the way
    refetchInterval: (query) => (query.state.data?.fiscal === 'pending' ? REFRESH_MS : false),
  });
}
