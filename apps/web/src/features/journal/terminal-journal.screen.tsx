'use client';

import type { QuarantineEntry, TerminalJournal } from '@jowi/contracts/http/journal';
import { StatusDot } from '@jowi/ui/badge';
import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { useCallback, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { ExportJournalButton } from '../terminals/export-journal-button.tsx';
import { useTillWords } from '../terminals/till-words.ts';
import { ChainsCard } from './chains-card.tsx';
import { EntrySheet } from './entry-sheet.tsx';
import { useTerminalJournal } from './journal.query.ts';
import { JournalSides } from './journal-sides.tsx';
import { QuarantineList } from './quarantine-list.tsx';
import { RepairDialog } from './repair-dialog.tsx';
import { ShiftProofs } from './shift-proofs.table.tsx';
import { VerdictNotice } from './verdict-notice.tsx';

/** One till: whether everything it sold is on the server, and what to do about what is not in the books. */
export function TerminalJournalScreen({ id }: { id: string }) {
  const { t } = useWords();
  const words = useTillWords();
  const journal = useTerminalJournal(id);
  const data = journal.data;
  const state = data && words.state(data.terminal);
  return (
    <>
      <PageHead
        title={data ? data.terminal.name : t('terminals.title')}
        badge={state ? <StatusDot tone={state.tone} label={state.label} /> : undefined}
        back={{ href: '/terminals', label: t('journal.back') }}
        actions={data ? <ExportJournalButton terminalId={id} /> : undefined}
      />
      {journal.isError && !data ? (
        <FailureNotice error={journal.error} onRetry={() => void journal.refetch()} />
      ) : data ? (
        <Detail journal={data} />
      ) : (
        <div className="space-y-4">
          <Skeleton className="h-16" />
          <Card className="p-5">
            <Skeleton className="h-48" />
          </Card>
        </div>
      )}
    </>
  );
}

function Detail({ journal }: { journal: TerminalJournal }) {
  const { filters, set } = useUrlFilters(['entry', 'state']);
  const [deciding, setDeciding] = useState<QuarantineEntry | null>(null);
  const open = useCallback((entry: string) => set({ entry }), [set]);
  return (
    <div className="space-y-4">
      <VerdictNotice journal={journal} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <JournalSides journal={journal} />
        <ChainsCard chains={journal.chains} />
      </div>
      <ShiftProofs shifts={journal.shifts} />
      <QuarantineList
        terminalId={journal.terminal.id}
        counts={journal.quarantine}
        state={filters.state === 'decided' ? 'decided' : 'open'}
        onState={(state) => set({ state: state === 'open' ? '' : state })}
        onOpen={open}
      />
      {deciding ? (
        <RepairDialog entry={deciding} onClose={() => setDeciding(null)} />
      ) : filters.entry ? (
        <EntrySheet
          id={filters.entry}
          onClose={() => set({ entry: '' })}
          onDecide={(entry) => {
            set({ entry: '' });
            setDeciding(entry);
          }}
        />
      ) : null}
    </div>
  );
}
