'use client';

import type { QuarantinedReceipt } from '@jowi/contracts/http/receipt-where';
import { Badge } from '@jowi/ui/badge';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TerminalLink } from './terminal-link.tsx';

/** A sale that arrived and is not posted: what it says of itself, and why. */
export function QuarantinedReceiptRow({ entry }: { entry: QuarantinedReceipt }) {
  const { t } = useWords();
  const format = useFormat();
  const problemText = useProblemText();
  const number = entry.receiptNumber === null ? t('where.unreadable') : `№ ${entry.receiptNumber}`;
  const sum = entry.totalTiyin === null ? '' : `${format.amount(entry.totalTiyin)} ${format.currency}`;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium tabular-nums">
          {number}
          {entry.occurredAtMs === null ? null : (
            <span className="font-normal text-ink-soft">{format.dateTime(entry.occurredAtMs)}</span>
          )}
          {sum === '' ? null : <span>{sum}</span>}
          {entry.setAside ? <Badge>{t('where.setAside')}</Badge> : null}
        </p>
        <p className="text-sm break-words text-danger-ink">{problemText({ code: entry.reason })}</p>
        <p className="text-sm text-ink-soft">
          {entry.terminalName} · {t('where.received', { at: format.dateTime(entry.receivedAtMs) })}
        </p>
      </div>
      <TerminalLink terminalId={entry.terminalId} entryId={entry.id} />
    </li>
  );
}
