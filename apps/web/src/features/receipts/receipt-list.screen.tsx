'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { ReceiptText, ScanSearch } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useReceiptList } from './receipt.query.ts';
import { useReceiptColumns } from './receipt-columns.table.tsx';
import { ReceiptFilterRow } from './receipt-filters.tsx';

const filterNames = ['search', 'from', 'to', 'terminalId'] as const;

export function ReceiptListScreen() {
  const { t } = useWords();
  const { filters, active, set, reset } = useUrlFilters(filterNames);
  const list = useReceiptList(filters);
  const columns = useReceiptColumns();
  return (
    <>
      <PageHead
        title={t('receipts.title')}
        actions={
          <Button asChild variant="outline">
            <Link href="/receipts/where">
              <ScanSearch size={16} aria-hidden="true" />
              {t('where.title')}
            </Link>
          </Button>
        }
      />
      <ReceiptFilterRow filters={filters} active={active} onChange={set} onReset={reset} />
      <ListTable
        list={list}
        columns={columns}
        rowId={(receipt) => receipt.id}
        href={(receipt) => `/receipts/${receipt.id}`}
        label={t('receipts.title')}
        empty={
          active ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState
              icon={ReceiptText}
              title={t('receipts.emptyTitle')}
              text={t('receipts.emptyText')}
              actions={
                <Button asChild variant="secondary">
                  <Link href="/terminals">{t('receipts.toTerminals')}</Link>
                </Button>
              }
            />
          )
        }
      />
    </>
  );
}
