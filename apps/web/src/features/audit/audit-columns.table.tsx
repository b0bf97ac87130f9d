'use client';

import type { AuditEntryView } from '@jowi/contracts/http/audit';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { subjectHref } from './audit-subject.ts';
import { useAuditWords } from './use-audit-words.ts';

const column = createColumnHelper<AuditEntryView>();
/** More of them are in the entry itself. */
const SHOWN_CHANGES = 2;

export function useAuditColumns(onOpen: (entry: AuditEntryView) => void) {
  const words = useAuditWords();
  const format = useFormat();
  return useMemo(
    () => [
      column.accessor('atMs', {
        header: words.t('page.time'),
        meta: { className: 'align-top pt-3 whitespace-nowrap tabular-nums text-ink-soft' },
        cell: ({ getValue }) => (
          <>
            <span className="block">{format.date(getValue())}</span>
            <span className="block text-xs text-ink-faint">{format.time(getValue())}</span>
          </>
        ),
      }),
      column.accessor('actor', {
        header: words.t('page.who'),
        meta: { className: 'hidden min-w-32 align-top pt-3 sm:table-cell' },
        cell: ({ getValue }) => <ActorName actor={getValue()} />,
      }),
      column.accessor('action', {
        header: words.t('page.what'),
        meta: { className: 'align-top pt-3 sm:min-w-60' },
        cell: ({ row: { original: entry } }) => (
          <span className="block min-w-0 max-w-sm">
            <button
              type="button"
              onClick={() => onOpen(entry)}
              className="block text-left font-medium text-ink group-hover/row:text-primary-ink"
            >
              {words.action(entry.action)}
            </button>
            {entry.subject.id === entry.actor.id ? null : <SubjectName subject={entry.subject} />}
            <span className="block text-xs text-ink-faint sm:hidden">
              <ActorName actor={entry.actor} />
            </span>
          </span>
        ),
      }),
      column.display({
        id: 'changes',
        header: words.t('page.changes'),
        meta: { className: 'hidden w-full max-w-0 align-top pt-3 lg:table-cell' },
        cell: ({ row: { original: entry } }) => {
          const lines = words.diff(entry);
          return (
            <span className="block py-0.5">
              {lines.slice(0, SHOWN_CHANGES).map((line) => (
                <ChangeLine key={line.label} {...line} />
              ))}
              {lines.length > SHOWN_CHANGES ? (
                <span className="text-xs text-ink-faint">
                  {words.t('page.more', { count: lines.length - SHOWN_CHANGES })}
                </span>
              ) : null}
            </span>
          );
        },
      }),
      column.accessor('storeName', {
        header: words.t('page.store'),
        meta: { className: 'hidden align-top pt-3 2xl:table-cell whitespace-nowrap text-ink-soft' },
        cell: ({ getValue }) => getValue() ?? '',
      }),
    ],
    [words, format, onOpen],
  );
}

export function ActorName({ actor }: { actor: AuditEntryView['actor'] }) {
  const { place } = useAuditWords();
  return <>{actor.name ?? place('actor', actor.kind)}</>;
}

export function SubjectName({ subject }: { subject: AuditEntryView['subject'] }) {
  const { place, kind } = useAuditWords();
  if (subject.name === null) return null;
  // The five roles of every business have no name of their own.
  const called = subject.kind === 'role' ? kind(subject.name) : subject.name;
  const href = subjectHref(subject);
  const name = <span className="break-words">{subject.kind === 'delivery' ? `№ ${called}` : called}</span>;
  return (
    <span className="block text-sm text-ink-soft" title={place('subject', subject.kind)}>
      {href ? (
        <Link href={href} className="hover:text-primary-ink hover:underline">
          {name}
        </Link>
      ) : (
        name
      )}
    </span>
  );
}

function ChangeLine({
  label,
  before,
  after,
}: {
  label: string;
  before: string | null;
  after: string | null;
}) {
  return (
    <span className="block truncate text-sm" title={`${label}: ${before ?? ''} → ${after ?? ''}`}>
      <span className="text-ink-faint">{label}: </span>
      {before === null ? null : (
        <>
          <span className="text-ink-soft line-through decoration-ink-faint/60">{before}</span>
          <span className="text-ink-faint"> → </span>
        </>
      )}
      <span className="text-ink">{after ?? '—'}</span>
    </span>
  );
}
