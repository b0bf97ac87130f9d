'use client';

import type { TillOfReceipt } from '@jowi/contracts/http/receipt-where';
import { StatusDot } from '@jowi/ui/badge';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TerminalLink } from './terminal-link.tsx';

/** A till that may still hold the receipt, or that should have sent it. */
export function TillOfReceiptRow({ till, number }: { till: TillOfReceipt; number: number | null }) {
  const { t } = useWords();
  const format = useFormat();
  const { terminalName, verdict, unsent, oldestUnsentAtMs, lastSeenAtMs, lastReceiptNumber } = till;
  const title = { missing: 'where.missing', sold: 'where.sold', 'may-hold': 'where.mayHold' } as const;
  const told = [
    unsent === null ? '' : t('where.unsent', { count: unsent }),
    oldestUnsentAtMs === null ? '' : t('where.oldest', { at: format.dateTime(oldestUnsentAtMs) }),
    lastSeenAtMs === null ? t('where.neverSeen') : t('where.seen', { at: format.dateTime(lastSeenAtMs) }),
  ];
  const isBetween = number !== null && lastReceiptNumber !== null && number < lastReceiptNumber;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <StatusDot
          tone={verdict === 'missing' ? 'danger' : verdict === 'sold' ? 'warning' : 'info'}
          label={t(title[verdict], { till: terminalName })}
          className="font-medium whitespace-normal"
        />
        <p className="text-sm text-ink-soft">
          {verdict === 'sold' ? t('where.sendHow') : null}
          {verdict === 'may-hold' ? t('where.mayHoldHow') : null}
          {verdict === 'missing' && isBetween ? t('where.missingText', { last: lastReceiptNumber }) : null}
          {verdict === 'missing' && !isBetween ? t('where.missingNone') : null}
        </p>
        <p className="text-sm text-ink-soft tabular-nums">
          {till.storeName} · {told.filter(Boolean).join(' · ')}
        </p>
      </div>
      <TerminalLink terminalId={till.terminalId} />
    </li>
  );
}
