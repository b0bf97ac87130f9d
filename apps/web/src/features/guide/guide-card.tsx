'use client';

import type { Guide } from '@jowi/contracts/http/guide';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Progress } from '@jowi/ui/progress';
import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, X } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../terminals/use-now.ts';
import { DemoGoods } from './demo-goods.tsx';
import { useGuide, useHideGuide } from './guide.query.ts';
import { GuideSteps } from './guide-step-list.tsx';
import { guideView, progressOf } from './guide-steps.ts';

/** The way of a new shop to its first receipt; once it sells, a word of it for a day. */
export function GuideCard() {
  const guide = useGuide();
  const nowMs = useNow(60_000);
  useFreshTotals(guide.data?.firstSaleAtMs);
  if (!guide.data) return null;
  const { demo, firstSaleAtMs } = guide.data;
  const view = guideView(guide.data, nowMs);
  if (view === 'steps') return <Steps guide={guide.data} />;
  return (
    <>
      {view === 'finished' ? <Finished firstSaleAtMs={firstSaleAtMs ?? nowMs} /> : null}
      {/* Practice goods among real ones are not to be forgotten. */}
      {demo.products > 0 ? (
        <Card className="overflow-hidden">
          <DemoGoods demo={demo} offer={false} />
        </Card>
      ) : null}
    </>
  );
}

/** The first sale came while one looks: the figures of the day need not wait for their turn. */
function useFreshTotals(firstSaleAtMs: number | null | undefined): void {
  const client = useQueryClient();
  const before = useRef(firstSaleAtMs);
  useEffect(() => {
    if (before.current === null && typeof firstSaleAtMs === 'number')
      void client.invalidateQueries({ queryKey: ['dashboard'] });
    before.current = firstSaleAtMs;
  }, [client, firstSaleAtMs]);
}

function Steps({ guide }: { guide: Guide }) {
  const { t } = useWords();
  const hide = useHideGuide();
  const { done, total } = progressOf(guide);
  return (
    <Card aria-label={t('guide.title')}>
      <header className="flex items-start gap-3 px-5 pt-5">
        <div className="min-w-0 flex-1">
          <h2 className="text-base font-semibold">{t('guide.title')}</h2>
          <p className="mt-0.5 text-sm text-ink-soft tabular-nums" aria-live="polite">
            {t('guide.progress', { done, total })}
          </p>
        </div>
        <Button
          variant="ghost"
          size="sm"
          onClick={() => hide.mutate(true)}
          busy={hide.isPending}
          className="-mt-1 -mr-2"
        >
          <X size={16} aria-hidden="true" />
          {t('guide.hide')}
        </Button>
      </header>
      <Progress percent={(done / total) * 100} label={t('guide.title')} className="mx-5 mt-3" />
      <GuideSteps done={guide.done} />
      <DemoGoods demo={guide.demo} offer={!guide.done.goods} />
    </Card>
  );
}

function Finished({ firstSaleAtMs }: { firstSaleAtMs: number }) {
  const { t } = useWords();
  const format = useFormat();
  const hide = useHideGuide();
  return (
    <Card
      aria-label={t('guide.title')}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 bg-success-quiet p-5 text-on-success-quiet"
    >
      <CircleCheck size={24} className="shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="text-base font-semibold">{t('guide.finishedTitle')}</h2>
        <p className="mt-0.5 text-sm">{t('guide.finishedText', { time: format.time(firstSaleAtMs) })}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <Link href="/receipts">{t('guide.seeReceipt')}</Link>
        </Button>
        <Button variant="outline" size="sm" onClick={() => hide.mutate(true)} busy={hide.isPending}>
          {t('guide.hide')}
        </Button>
      </div>
    </Card>
  );
}
