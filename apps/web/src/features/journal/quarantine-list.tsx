'use client';

import type { QuarantineItem, TerminalJournal } from '@jowi/contracts/http/journal';
import { StatusDot } from '@jowi/ui/badge';
import { EmptyState } from '@jowi/ui/empty-state';
import { Segmented } from '@jowi/ui/segmented';
import { createColumnHelper } from '@tanstack/react-table';
import { CircleCheck, History } from 'lucide-react';
import { useMemo } from 'react';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ListTable } from '../../list/list-table.tsx';
import { type QuarantineState, useQuarantine } from './journal.query.ts';
import { decisionTone, useEntryWords } from './use-entry-words.ts';

/** Entries that are not in the books: those that wait, and what became of the others. */
export function QuarantineList({
  terminalId,
  counts,
  state,
  onState,
  onOpen,
}: {
  terminalId: string;
  counts: TerminalJournal['quarantine'];
  state: QuarantineState;
  onState: (state: QuarantineState) => void;
  onOpen: (entryId: string) => void;
}) {
  const { t } = useWords();
  const list = useQuarantine(terminalId, state, counts[state]);
  const columns = useColumns(state, onOpen);
  return (
    <section id="quarantine" aria-label={t('journal.quarantineTitle')} className="scroll-mt-20 space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{t('journal.quarantineTitle')}</h2>
          <p className="text-sm text-ink-faint">{t('journal.quarantineText')}</p>
        </div>
        <Segmented
          aria-label={t('journal.quarantineTitle')}
          value={state}
          onValueChange={onState}
          options={[
            { value: 'open', label: `${t('journal.open')} · ${counts.open}` },
            { value: 'decided', label: `${t('journal.decided')} · ${counts.decided}` },
          ]}
        />
      </div>
      <ListTable
        list={list}
        columns={columns}
        rowId={(entry) => entry.id}
        onOpen={(entry) => onOpen(entry.id)}
        label={t('journal.quarantineTitle')}
        empty={
          <EmptyState
            icon={state === 'open' ? CircleCheck : History}
            title={t(state === 'open' ? 'journal.openEmpty' : 'journal.decidedEmpty')}
            text={t(state === 'open' ? 'journal.openEmptyText' : 'journal.decidedEmptyText')}
          />
        }
      />
    </section>
  );
}

const column = createColumnHelper<QuarantineItem>();

function useColumns(state: QuarantineState, onOpen: (entryId: string) => void) {
  const { t } = useWords();
  const format = useFormat();
  const words = useEntryWords();
  const problemText = useProblemText();
  return useMemo(
    () => [
      column.display({
        id: 'what',
        header: t('journal.what'),
        cell: ({ row: { original: entry } }) => (
          <>
            <button
              type="button"
              onClick={() => onOpen(entry.id)}
              className="rounded text-left font-medium group-hover/row:text-primary-ink"
            >
              {words.title(entry)}
            </button>
            <span className="block text-xs text-ink-faint tabular-nums">
              {entry.sale ? format.dateTime(entry.sale.occurredAtMs) : format.dateTime(entry.receivedAtMs)}
            </span>
            {state === 'open' ? (
              <span className="block text-xs text-ink-soft sm:hidden">
                {problemText({ code: entry.reason, params: entry.params })}
              </span>
            ) : null}
          </>
        ),
      }),
      column.accessor('reason', {
        header: t('journal.why'),
        meta: { className: 'max-sm:hidden min-w-56 text-ink-soft' },
        cell: ({ row: { original: entry } }) => problemText({ code: entry.reason, params: entry.params }),
      }),
      ...(state === 'decided'
        ? [
            column.accessor('decision', {
              header: t('journal.decision'),
              cell: ({ getValue }) => {
                const decision = getValue();
                if (!decision) return null;
                return (
                  <>
                    <StatusDot tone={decisionTone(decision.action)} label={words.decided(decision)} />
                    <span className="block text-xs text-ink-faint">{words.by(decision)}</span>
                  </>
                );
              },
            }),
          ]
        : []),
      column.accessor((entry) => entry.sale?.cashierName ?? '', {
        id: 'cashier',
        header: t('journal.cashier'),
        meta: { className: 'hidden xl:table-cell text-ink-soft' },
      }),
      column.accessor((entry) => entry.sale?.totalTiyin ?? null, {
        id: 'total',
        header: `${t('receipts.total')}, ${format.currency}`,
        meta: { numeric: true, className: 'font-medium' },
        cell: ({ getValue }) => {
          const total = getValue();
          return total === null ? '' : format.amount(total);
        },
      }),
    ],
    [t, format, words, state, onOpen, problemText],
  );
}
