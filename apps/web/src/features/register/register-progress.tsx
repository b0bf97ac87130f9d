'use client';

import { cn } from '@jowi/ui/cn';
import { Check } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';

const steps = ['phone', 'code', 'business'] as const;

export function RegisterProgress({ step }: { step: (typeof steps)[number] }) {
  const { t } = useWords();
  const at = steps.indexOf(step);
  return (
    <ol className="mt-2 mb-6 grid grid-cols-3 gap-2" aria-label={t('register.progress', { step: at + 1 })}>
      {steps.map((name, i) => (
        <li key={name} aria-current={i === at ? 'step' : undefined}>
          <span
            className={cn('block h-1.5 rounded-full', i <= at ? 'bg-primary' : 'bg-fill-strong')}
            aria-hidden="true"
          />
          <span
            className={cn(
              'mt-2 flex items-center gap-1 text-sm',
              i === at ? 'font-semibold text-ink' : 'text-ink-faint',
            )}
          >
            {i < at ? (
              <Check size={16} className="text-success-ink" aria-hidden="true" />
            ) : (
              <span className="tabular-nums">{i + 1}.</span>
            )}
            {t(`register.steps.${name}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
