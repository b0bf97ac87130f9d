'use client';

import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Skeleton } from '@jowi/ui/skeleton';
import { ScanSearch } from 'lucide-react';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { FilterSearch } from '../../list/filter-search.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useReceiptWhere, whereFilterNames } from './receipt-where.query.ts';
import { WhereAnswer } from './where-answer.tsx';
import { WhereUnderstood } from './where-understood.tsx';

const examples = ['number', 'sumTime', 'yesterday', 'sum'] as const;

/** "Where is receipt X": one field for whatever one has of it, a scanner included. */
export function ReceiptWhereScreen() {
  const { t } = useWords();
  const { filters, set } = useUrlFilters(whereFilterNames);
  const answer = useReceiptWhere(filters);
  // another question is understood anew
  const ask = useCallback((question: string) => set({ question, as: '', day: '' }), [set]);
  const asked = filters.question !== '';
  return (
    <>
      <PageHead title={t('where.title')} back={{ href: '/receipts', label: t('receipt.back') }} />
      <FilterSearch
        value={filters.question}
        onSettle={ask}
        label={t('where.field')}
        className="mb-3 w-full max-w-2xl"
        forScanner
      />
      {!asked ? (
        <Card>
          <EmptyState
            icon={ScanSearch}
            title={t('where.hintTitle')}
            text={t('where.hintText')}
            actions={examples.map((example) => (
              <Button key={example} variant="outline" onClick={() => ask(t(`where.example.${example}`))}>
                {t(`where.example.${example}`)}
              </Button>
            ))}
          />
        </Card>
      ) : answer.isError ? (
        <FailureNotice error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data === undefined ? (
        <Card className="space-y-3 p-5" aria-busy="true" aria-label={t('where.searching')}>
          <Skeleton className="w-64" />
          <Skeleton className="h-16" />
        </Card>
      ) : (
        <div className={answer.isPlaceholderData ? 'opacity-60' : undefined} aria-live="polite">
          <WhereUnderstood understood={answer.data.understood} filters={filters} onChange={set} />
          <WhereAnswer answer={answer.data} number={numberOf(answer.data.understood.readings)} />
        </div>
      )}
    </>
  );
}

function numberOf(readings: readonly { as: string; receiptNumber?: number }[]): number | null {
  return readings.find(({ as }) => as === 'number')?.receiptNumber ?? null;
}
