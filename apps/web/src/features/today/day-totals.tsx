'use client';

import type { Dashboard } from '@jowi/contracts/http/dashboard';
import { Card } from '@jowi/ui/card';
import { cn } from '@jowi/ui/cn';
import { Money } from '@jowi/ui/money';
import { Skeleton } from '@jowi/ui/skeleton';
import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { averageTiyin, type Change, changeSince, netSalesTiyin } from './day-figures.ts';

export function DayTotals({ dashboard }: { dashboard: Dashboard | undefined }) {
  const { t } = useWords();
  const format = useFormat();
  const day = dashboard?.day;
  const before = dashboard?.previousDay;
  const average = day ? averageTiyin(day) : null;
  const averageBefore = before ? averageTiyin(before) : null;
  const seesMargin = day?.marginTiyin !== null;
  const share = day?.marginTiyin ? format.percent(day.marginTiyin, netSalesTiyin(day)) : null;

  const money = (tiyin: string | null | undefined) =>
    tiyin === undefined || tiyin === null ? null : (
      <Money amount={format.wholeAmount(tiyin)} currency={format.currency} size="lg" />
    );

  return (
    <div className={cn('grid grid-cols-2 gap-3 sm:gap-4', seesMargin ? 'xl:grid-cols-4' : 'lg:grid-cols-3')}>
      <Figure
        label={t('today.takings')}
        loading={!day}
        value={money(day?.salesTiyin)}
        change={day && before ? changeSince(day.salesTiyin, before.salesTiyin) : null}
        before={before ? format.money(before.salesTiyin) : null}
      />
      <Figure
        label={t('today.receipts')}
        loading={!day}
        value={
          day ? (
            <span className="text-2xl font-semibold tracking-tight tabular-nums">{day.receiptCount}</span>
          ) : null
        }
        change={day && before ? changeSince(String(day.receiptCount), String(before.receiptCount)) : null}
        before={before ? String(before.receiptCount) : null}
      />
      <Figure
        label={t('today.average')}
        loading={!day}
        value={money(average)}
        change={average && averageBefore ? changeSince(average, averageBefore) : null}
        before={averageBefore ? format.money(averageBefore) : null}
      />
      {seesMargin ? (
        <Figure
          label={t('today.margin')}
          loading={!day}
          value={money(day?.marginTiyin)}
          note={share === null ? null : t('today.marginShare', { percent: share })}
          change={null}
          before={null}
        />
      ) : null}
    </div>
  );
}

function Figure({
  label,
  loading,
  value,
  change,
  before,
  note,
}: {
  label: string;
  loading: boolean;
  value: ReactNode;
  change: Change | null;
  before: string | null;
  note?: string | null;
}) {
  return (
    <Card className="min-w-0 p-4 sm:p-5">
      <p className="text-sm text-ink-soft">{label}</p>
      <div className="mt-1 flex min-h-9 items-center overflow-hidden">
        {loading ? (
          <Skeleton className="h-7 w-28" />
        ) : (
          (value ?? <span className="text-2xl font-semibold text-ink-faint">—</span>)
        )}
      </div>
      <div className="mt-1 min-h-5 text-xs text-ink-faint">
        {note}
        {change ? <Versus change={change} before={before} /> : null}
      </div>
    </Card>
  );
}

const directions = {
  more: { icon: ArrowUpRight, tone: 'text-success-ink' },
  less: { icon: ArrowDownRight, tone: 'text-danger-ink' },
  same: { icon: Equal, tone: 'text-ink-faint' },
};

function Versus({ change, before }: { change: Change; before: string | null }) {
  const { t } = useWords();
  const { icon: Icon, tone } = directions[change.direction];
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      <span className={`inline-flex items-center gap-0.5 ${tone}`}>
        <Icon size={14} aria-hidden="true" />
        {change.direction === 'same'
          ? t('today.same')
          : t(`today.${change.direction}`, { percent: change.percent })}
      </span>
      {before ? (
        <span className="hidden tabular-nums 2xl:inline">{t('today.versus', { value: before })}</span>
      ) : null}
    </span>
  );
}
