'use client';

import type { ReceiptWhere } from '@jowi/contracts/http/receipt-where';
import { Card, CardHeader } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { CircleHelp, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { QuarantinedReceiptRow } from './where-quarantined.tsx';
import { PlacedReceiptRow } from './where-receipt.tsx';
import { TillOfReceiptRow } from './where-till.tsx';

/** What was found, the surest first. */
export function WhereAnswer({ answer, number }: { answer: ReceiptWhere; number: number | null }) {
  const { t } = useWords();
  const { understood, books, hasMore, quarantined, tills, nearest } = answer;
  if (understood.meanings.length === 0)
    return (
      <Card>
        <EmptyState icon={CircleHelp} title={t('where.unclear')} text={t('where.unclearText')} />
      </Card>
    );
  const isNowhere = books.length === 0 && quarantined.length === 0 && tills.length === 0;
  const lost = tills.filter(({ verdict }) => verdict === 'missing');
  const waiting = tills.filter(({ verdict }) => verdict !== 'missing');
  const ambiguous = understood.readings.length > 1;
  return (
    <div className="space-y-4">
      {books.length > 0 ? (
        <Section
          title={t('where.books')}
          text={hasMore ? t('where.more') : t('where.booksText', { count: books.length })}
        >
          {books.map((receipt) => (
            <PlacedReceiptRow key={receipt.id} receipt={receipt} showsWay={ambiguous} />
          ))}
        </Section>
      ) : null}
      {quarantined.length > 0 ? (
        <Section title={t('where.quarantined')} text={t('where.quarantinedText')}>
          {quarantined.map((entry) => (
            <QuarantinedReceiptRow key={entry.id} entry={entry} />
          ))}
        </Section>
      ) : null}
      {[lost, waiting].map((some) =>
        some.length > 0 ? (
          <Section
            key={some === lost ? 'lost' : 'waiting'}
            title={t(some === lost ? 'where.lost' : 'where.tills')}
          >
            {some.map((till) => (
              <TillOfReceiptRow key={till.terminalId} till={till} number={number} />
            ))}
          </Section>
        ) : null,
      )}
      {isNowhere ? (
        <Card>
          <EmptyState icon={SearchX} title={t('where.nowhere')} text={t('where.nowhereText')} />
        </Card>
      ) : null}
      {nearest.length > 0 ? (
        <Section title={t('where.nearest')}>
          {nearest.map((receipt) => (
            <PlacedReceiptRow key={receipt.id} receipt={receipt} showsWay={false} />
          ))}
        </Section>
      ) : null}
    </div>
  );
}

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} {...(text === undefined ? {} : { text })} />
      <ul className="divide-y px-5 py-2">{children}</ul>
    </Card>
  );
}
