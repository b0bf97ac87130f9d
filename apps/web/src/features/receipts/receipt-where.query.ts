'use client';

import { zReceiptWhere } from '@jowi/contracts/http/receipt-where';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/http.ts';
import { paths } from '../../api/paths.ts';

/** A receipt that is still at its till comes while one looks. */
const REFRESH_MS = 5_000;

export const whereFilterNames = ['question', 'as', 'day', 'terminalId'] as const;
export type WhereFilters = Record<(typeof whereFilterNames)[number], string>;

export function useReceiptWhere(filters: WhereFilters) {
  return useQuery({
    queryKey: ['receipts', 'where', filters],
    queryFn: ({ signal }) => call(zReceiptWhere, { path: paths.receiptWhere(filters), signal }),
    enabled: filters.question.trim() !== '',
    placeholderData: (previous) => previous,
    refetchInterval: (query) => (query.state.data?.tills.length ? REFRESH_MS : false),
  });
}
