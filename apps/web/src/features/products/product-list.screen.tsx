'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { Segmented } from '@jowi/ui/segmented';
import { Archive, FileUp, Package, Plus } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FilterSearch } from '../../list/filter-search.tsx';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useProductList } from './product.query.ts';
import { useProductColumns } from './product-columns.table.tsx';

const filterNames = ['search', 'archived'] as const;

export function ProductListScreen() {
  const { t } = useWords();
  const { filters, set, reset } = useUrlFilters(filterNames);
  const list = useProductList(filters);
  const columns = useProductColumns();
  const mayEdit = useMay('products/edit');
  const onSearch = useCallback((search: string) => set({ search }), [set]);

  return (
    <>
      <PageHead
        title={t('products.title')}
        actions={
          mayEdit ? (
            <>
              <Button asChild variant="outline">
                <Link href="/products/import">
                  <FileUp size={16} aria-hidden="true" />
                  {t('products.import')}
                </Link>
              </Button>
              <Button asChild>
                <Link href="/products/new">
                  <Plus size={16} aria-hidden="true" />
                  {t('products.new')}
                </Link>
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <FilterSearch value={filters.search} onSettle={onSearch} label={t('products.search')} />
        <Segmented
          aria-label={t('products.show')}
          value={filters.archived === 'true' ? 'true' : 'false'}
          onValueChange={(archived) => set({ archived: archived === 'true' ? archived : '' })}
          options={[
            { value: 'false', label: t('products.active') },
            { value: 'true', label: t('products.archived') },
          ]}
        />
      </div>
      <ListTable
        list={list}
        columns={columns}
        rowId={(product) => product.id}
        href={(product) => `/products/${product.id}`}
        label={t('products.title')}
        empty={
          filters.search ? (
            <NothingFound onReset={reset} />
          ) : filters.archived ? (
            <EmptyState
              icon={Archive}
              title={t('products.emptyArchive')}
              text={t('products.emptyArchiveText')}
            />
          ) : (
            <EmptyState
              icon={Package}
              title={t('products.emptyTitle')}
              text={t('products.emptyText')}
              actions={
                mayEdit ? (
                  <Button asChild>
                    <Link href="/products/import">{t('products.import')}</Link>
                  </Button>
                ) : undefined
              }
            />
          )
        }
      />
    </>
  );
}
