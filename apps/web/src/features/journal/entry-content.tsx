'use client';

import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import { Badge } from '@jowi/ui/badge';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

/** What the entry says: the sale to its lines, anything else as it came. */
export function EntryContent({ entry }: { entry: QuarantineEntry }) {
  const { t } = useWords();
  const format = useFormat();
  const { sale } = entry;
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {sale ? (
          <>
            <Fact label={t('journal.occurred')}>{format.dateTime(sale.occurredAtMs)}</Fact>
            <Fact label={t('journal.shift')}>
              {sale.shiftNumber === null ? (
                <Badge tone="warning">{t('journal.shiftUnknown')}</Badge>
              ) : (
                t('journal.shiftNumber', { number: sale.shiftNumber })
              )}
            </Fact>
            <Fact label={t('journal.cashier')}>
              {sale.cashierName ?? <Badge>{t('journal.cashierUnknown')}</Badge>}
            </Fact>
            <Fact label={t('journal.paid')}>{format.amount(sale.paidTiyin)}</Fact>
            <Fact label={t('journal.change')}>{format.amount(sale.changeTiyin)}</Fact>
          </>
        ) : null}
        <Fact label={t('journal.came')}>{format.dateTime(entry.receivedAtMs)}</Fact>
        <Fact label={t('journal.place')}>{t('journal.end', { epoch: entry.epoch, seq: entry.seq })}</Fact>
        <Fact label={t('journal.hash')}>
          <span className="font-mono text-xs break-all">{entry.hash}</span>
        </Fact>
      </dl>
      {sale ? <SaleLines sale={sale} /> : null}
      {entry.payloadText === null ? null : (
        <div>
          <p className="mb-1 text-xs text-ink-faint">{t('journal.content')}</p>
          <pre className="max-h-72 overflow-auto rounded-xl bg-fill p-3 font-mono text-xs break-all whitespace-pre-wrap">
            {entry.payloadText}
          </pre>
        </div>
      )}
    </div>
  );
}

function SaleLines({ sale }: { sale: NonNullable<QuarantineEntry['sale']> }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <div>
      <p className="mb-1 text-xs text-ink-faint">{t('journal.lines')}</p>
      <ul className="max-h-72 divide-y overflow-auto rounded-xl border">
        {sale.lines.map((line) => (
          <li key={line.lineId} className="flex items-baseline justify-between gap-4 px-3 py-2 text-sm">
            <span className="min-w-0">
              <span className="break-words">{format.name(line.name)}</span>
              {line.known ? null : (
                <Badge tone="warning" className="ml-2">
                  {t('journal.unknownProduct')}
                </Badge>
              )}
              <span className="block text-xs text-ink-faint tabular-nums">
                {format.qty(line.qtyMilli)} × {format.amount(line.unitPriceTiyin)}
              </span>
            </span>
            <span className="shrink-0 tabular-nums">{format.amount(line.netTiyin)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 flex items-baseline justify-between gap-4 px-3 font-semibold">
        <span>{t('journal.total')}</span>
        <span className="tabular-nums">{`${format.amount(sale.totalTiyin)}\u00a0${format.currency}`}</span>
      </p>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </>
  );
}
