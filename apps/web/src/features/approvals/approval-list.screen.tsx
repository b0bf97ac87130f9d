'use client';

import { EmptyState } from '@jowi/ui/empty-state';
import { ShieldQuestion } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useApprovalList } from './approval.query.ts';
import { useApprovalColumns } from './approval-columns.table.tsx';
import { ApprovalFilterRow } from './approval-filters.tsx';

const filterNames = ['from', 'to', 'storeId'] as const;

/** Who let whom go beyond her limits at the till, and why. */
export function ApprovalListScreen() {
  const { t } = useWords();
  const { filters, active, set, reset } = useUrlFilters(filterNames);
  const list = useApprovalList(filters);
  const columns = useApprovalColumns();
  return (
    <>
      <PageHead title={t('approvals.title')} />
      <ApprovalFilterRow filters={filters} active={active} onChange={set} onReset={reset} />
      <ListTable
        list={list}
        columns={columns}
        rowId={(approval) => approval.id}
        label={t('approvals.title')}
        empty={
          active ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState
              icon={ShieldQuestion}
              title={t('approvals.emptyTitle')}
              text={t('approvals.emptyText')}
            />
          )
        }
      />
    </>
  );
}
