'use client';

import { Card } from '@jowi/ui/card';
import { CircleCheck, Hammer } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';

const ready = ['sale', 'fiscal', 'shift', 'goods', 'people'] as const;
const later = ['refund', 'card', 'marking', 'count', 'mobile'] as const;

/** What works and what does not yet: nobody registers for a promise. */
export function HonestLists() {
  const { t } = useWords();
  return (
    <section className="mx-auto max-w-6xl px-4 py-14 sm:px-6">
      <h2 className="text-2xl font-semibold tracking-tight text-balance">{t('landing.honest.title')}</h2>
      <div className="mt-6 grid gap-4 md:grid-cols-[1.4fr_1fr]">
        <Card className="p-6">
          <h3 className="text-base font-semibold">{t('landing.honest.ready')}</h3>
          <ul className="mt-4 space-y-3 text-base">
            {ready.map((key) => (
              <li key={key} className="flex gap-3">
                <CircleCheck size={20} className="mt-0.5 shrink-0 text-success-ink" aria-hidden="true" />
                {t(`landing.honest.readyList.${key}`)}
              </li>
            ))}
          </ul>
        </Card>
        <Card className="p-6">
          <h3 className="text-base font-semibold">{t('landing.honest.later')}</h3>
          <ul className="mt-4 space-y-3 text-base text-ink-soft">
            {later.map((key) => (
              <li key={key} className="flex gap-3">
                <Hammer size={20} className="mt-0.5 shrink-0 text-ink-faint" aria-hidden="true" />
                {t(`landing.honest.laterList.${key}`)}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </section>
  );
}
