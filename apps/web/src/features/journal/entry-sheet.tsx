'use client';

import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import { StatusDot } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { Sheet } from '@jowi/ui/sheet';
import { Skeleton } from '@jowi/ui/skeleton';
import Link from 'next/link';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { EntryContent } from './entry-content.tsx';
import { useQuarantineEntry } from './journal.query.ts';
import { decisionTone, useEntryWords } from './use-entry-words.ts';

/** One entry that is not in the books: why, what it says, what was decided or may be. */
export function EntrySheet({
  id,
  onClose,
  onDecide,
}: {
  id: string;
  onClose: () => void;
  onDecide: (entry: QuarantineEntry) => void;
}) {
  const { t } = useWords();
  const words = useEntryWords();
  const problemText = useProblemText();
  const entry = useQuarantineEntry(id);
  const mayRepair = useMay('journal/repair');
  const data = entry.data;
  const receiptId = data?.decision?.receiptId;
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={data ? words.title(data) : t('journal.quarantineTitle')}
      description={data ? `${data.terminalName} · ${words.kind(data.kind)}` : undefined}
      closeLabel={t('common:action.close')}
      footer={
        data?.decision === null && mayRepair ? (
          <Button onClick={() => onDecide(data)}>{t('journal.decide')}</Button>
        ) : receiptId ? (
          <Button asChild variant="secondary">
            <Link href={`/receipts/${receiptId}`}>{t('journal.toReceipt')}</Link>
          </Button>
        ) : null
      }
    >
      {entry.isError && !data ? (
        <FailureNotice error={entry.error} onRetry={() => void entry.refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-48" />
      ) : (
        <div className="space-y-4">
          <Notice tone="warning" title={problemText({ code: data.reason, params: data.params })}>
            {data.sound ? t('journal.sound') : null}
          </Notice>
          {data.sound ? null : (
            <Notice tone="danger" title={t('journal.unsound')}>
              {t('journal.unsoundText')}
            </Notice>
          )}
          {data.decision ? <DecisionNote decision={data.decision} /> : null}
          <EntryContent entry={data} />
          {data.decision === null && !mayRepair ? (
            <p className="text-sm text-ink-faint">{t('journal.mayNot')}</p>
          ) : null}
        </div>
      )}
    </Sheet>
  );
}

function DecisionNote({ decision }: { decision: NonNullable<QuarantineEntry['decision']> }) {
  const { t } = useWords();
  const words = useEntryWords();
  return (
    <div className="space-y-1 rounded-xl bg-fill px-4 py-3 text-sm">
      <StatusDot
        tone={decisionTone(decision.action)}
        label={words.decided(decision)}
        className="font-medium"
      />
      <p className="break-words">{decision.reason}</p>
      <p className="text-xs text-ink-faint">
        {words.by(decision)}
        {decision.onPaper ? `, ${t('journal.onPaper')}` : ''}
      </p>
    </div>
  );
}
