'use client';

import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Skeleton } from '@jowi/ui/skeleton';
import { ReceiptText } from 'lucide-react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { GuideButton } from '../guide/guide-button.tsx';
import { GuideCard } from '../guide/guide-card.tsx';
import { TillStates } from '../terminals/till-states.tsx';
import { useDashboard } from './dashboard.query.ts';
import { DayAlerts } from './day-alerts.tsx';
import { DayTotals } from './day-totals.tsx';
import { HoursCard } from './hours-card.tsx';
import { TopProducts } from './top-products.table.tsx';

export function TodayScreen() {
  const { t } = useWords();
  const format = useFormat();
  const dashboard = useDashboard();
  const seesTills = useMay('terminals/read');
  const data = dashboard.data;
  return (
    <>
      <PageHead
        title={t('today.title')}
        badge={
          data ? (
            <span className="text-base text-ink-faint tabular-nums">{format.date(data.date)}</span>
          ) : undefined
        }
        actions={<GuideButton />}
      />
      {dashboard.isError && !data ? (
        <FailureNotice error={dashboard.error} onRetry={() => void dashboard.refetch()} />
      ) : (
        <div className="space-y-4">
          <GuideCard />
          {data ? <DayAlerts fiscalPending={data.fiscalPending} quarantined={data.quarantined} /> : null}
          <DayTotals dashboard={data} />
          <div className="grid items-start gap-4 xl:grid-cols-[1.6fr_1fr]">
            {data === undefined ? (
              <Card className="space-y-4 p-5">
                <Skeleton className="h-5 w-72 max-w-full" />
                <Skeleton className="h-64" />
              </Card>
            ) : data.hours.length === 0 ? (
              <Card>
                <EmptyState icon={ReceiptText} title={t('today.emptyTitle')} text={t('today.emptyText')} />
              </Card>
            ) : (
              <HoursCard hours={data.hours} />
            )}
            {seesTills ? <TillStates /> : null}
          </div>
          {data && data.topProducts.length > 0 ? <TopProducts rows={data.topProducts} /> : null}
        </div>
      )}
    </>
  );
}
