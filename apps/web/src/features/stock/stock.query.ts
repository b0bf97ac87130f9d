'use client';

import { zStockPage } from '@jowi/contracts/http/stock';
import type { z } from 'zod';
import { paths } from '../../api/paths.ts';
import { usePageList } from '../../list/use-page-list.ts';

export type StockRow = z.infer<typeof zStockPage>['items'][number];

export function useStockList(filters: { search: string; only: string; warehouseId: string }) {
  return usePageList<StockRow>(
    ['stock', filters],
    zStockPage,
    (cursor) => paths.stock({ ...filters, cursor }),
    {
      refetchMs: 15_000,
    },
  );
}
