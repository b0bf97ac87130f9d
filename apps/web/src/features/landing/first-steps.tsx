'use client';

import { Card } from '@jowi/ui/card';
import { useWords } from '../../i18n/use-words.ts';

const steps = ['one', 'two', 'three', 'four'] as const;

/** The way from here to the first receipt. */
export function FirstSteps() {
  const { t } = useWords();
  return (
    <section className="border-y bg-card">
      <div className="mx-auto max-w-6xl px-4 py-14 sm:px-6">
        <h2 className="text-2xl font-semibold tracking-tight">{t('landing.start.title')}</h2>
        <ol className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map((step, i) => (
            <li key={step}>
              <Card className="h-full bg-page p-5 shadow-none">
                <span
                  className="grid size-8 place-items-center rounded-full bg-primary text-sm font-semibold text-on-primary tabular-nums"
                  aria-hidden="true"
                >
                  {i + 1}
                </span>
                <p className="mt-4 text-base font-semibold">{t(`landing.start.${step}`)}</p>
                <p className="mt-1 text-ink-soft">{t(`landing.start.${step}Text`)}</p>
              </Card>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
