'use client';

import { Card } from '@jowi/ui/card';
import { usePersonalWords } from './use-personal-words.ts';

const KINDS = ['employee', 'account', 'audit', 'sales'] as const;

/** What is kept, why, on which ground and how long: what a person may be told, and an inspector asks for. */
export function DataPurposes() {
  const { t } = usePersonalWords();
  return (
    <div className="grid max-w-4xl gap-3 sm:grid-cols-2">
      {KINDS.map((kind) => (
        <Card key={kind} className="p-5">
          <h2 className="font-semibold">{t(`what.${kind}`)}</h2>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-ink-faint">{t('what.purpose')}</dt>
            <dd>{t(`what.${kind}Purpose`)}</dd>
            <dt className="text-ink-faint">{t('what.basis')}</dt>
            <dd>{t(`what.${kind}Basis`)}</dd>
            <dt className="text-ink-faint">{t('what.kept')}</dt>
            <dd>{t(`what.${kind}Kept`)}</dd>
          </dl>
        </Card>
      ))}
      <Card className="p-5 sm:col-span-2">
        <h2 className="font-semibold">{t('what.place')}</h2>
        <p className="mt-1 text-sm text-ink-soft">{t('what.placeText')}</p>
      </Card>
    </div>
  );
}
