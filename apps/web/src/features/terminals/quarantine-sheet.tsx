'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { Sheet } from '@jowi/ui/sheet';
import { Skeleton } from '@jowi/ui/skeleton';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useQuarantine } from './terminal.query.ts';

/** The entries a person must look at, with the reason in words. */
export function QuarantineSheet({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const problemText = useProblemText();
  const quarantine = useQuarantine(terminal.id);
  // a kind of a newer till shows as it is
  const kindName = (kind: string) => (isKnownKind(kind) ? t(`quarantine.kindName.${kind}`) : kind);
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('quarantine.title', { name: terminal.name })}
      description={t('quarantine.text')}
      closeLabel={t('common:action.close')}
    >
      {quarantine.isError ? (
        <FailureNotice error={quarantine.error} onRetry={() => void quarantine.refetch()} />
      ) : quarantine.data === undefined ? (
        <Skeleton className="h-24" />
      ) : quarantine.data.length === 0 ? (
        <p className="text-ink-soft">{t('quarantine.empty')}</p>
      ) : (
        <ul className="divide-y">
          {quarantine.data.map((entry) => (
            <li key={entry.id} className="space-y-1 py-3">
              <p className="font-medium">{problemText({ code: entry.reason })}</p>
              <p className="text-sm text-ink-soft tabular-nums">
                {t('receipt.journalValue', { epoch: entry.epoch, seq: entry.seq })} · {kindName(entry.kind)} ·{' '}
                {format.dateTime(entry.receivedAtMs)}
              </p>
              <p className="font-mono text-xs break-all text-ink-faint">{entry.hash}</p>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

const knownKinds = ['SaleV1', 'ShiftOpenedV1', 'ShiftClosedV1', 'FiscalisedV1'] as const;

function isKnownKind(kind: string): kind is (typeof knownKinds)[number] {
  return (knownKinds as readonly string[]).includes(kind);
}
