'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { Notice } from '@jowi/ui/notice';
import { Segmented } from '@jowi/ui/segmented';
import { Select } from '@jowi/ui/select';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FilterSearch } from '../../list/filter-search.tsx';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { useMay, useMe } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useStockList } from './stock.query.ts';
import { useStockColumns } from './stock-columns.table.tsx';

const filterNames = ['search', 'only', 'warehouseId'] as const;
const ALL = 'all';

export function StockScreen() {
  const { t } = useWords();
  const { filters, active, set, reset } = useUrlFilters(filterNames);
  const list = useStockList(filters);
  const columns = useStockColumns();
  const stores = useMe().data?.stores ?? [];
  const onSearch = useCallback((search: string) => set({ search }), [set]);
  const delivery = useMay('deliveries/post') ? (
    <Button asChild>
      <Link href="/deliveries/new">{t('stock.newDelivery')}</Link>
    </Button>
  ) : undefined;

  return (
    <>
      <PageHead title={t('stock.title')} actions={delivery} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <FilterSearch value={filters.search} onSettle={onSearch} label={t('stock.search')} />
        <Segmented
          aria-label={t('stock.only')}
          value={filters.only || ALL}
          onValueChange={(only) => set({ only: only === ALL ? '' : only })}
          options={[
            { value: ALL, label: t('stock.all') },
            { value: 'in-stock', label: t('stock.inStock') },
            { value: 'negative', label: t('stock.negative') },
          ]}
        />
        {stores.length > 1 ? (
          <Select
            aria-label={t('stock.warehouse')}
            className="w-full sm:w-56"
            value={filters.warehouseId || ALL}
            onValueChange={(id) => set({ warehouseId: id === ALL ? '' : id })}
            options={[
              { value: ALL, label: t('stock.allStores') },
              ...stores.map((store) => ({ value: store.warehouseId, label: store.name })),
            ]}
          />
        ) : null}
      </div>
      {filters.only === 'negative' && list.rows.length > 0 ? (
        <Notice tone="warning" className="mb-3">
          {t('stock.negativeText')}
        </Notice>
      ) : null}
      <ListTable
        list={list}
        columns={columns}
        rowId={(row) => `${row.warehouseId}:${row.productId}`}
        label={t('stock.title')}
        empty={
          active ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState
              icon={Boxes}
              title={t('stock.emptyTitle')}
              text={t('stock.emptyText')}
              actions={delivery}
            />
          )
        }
      />
    </>
  );
}
