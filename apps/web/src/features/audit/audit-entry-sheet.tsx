'use client';

import type { AuditEntryView } from '@jowi/contracts/http/audit';
import { Button } from '@jowi/ui/button';
import { Sheet } from '@jowi/ui/sheet';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { History } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { ActorName, SubjectName } from './audit-columns.table.tsx';
import { historyHref } from './audit-subject.ts';
import { useAuditWords } from './use-audit-words.ts';

/** One entry with everything that is known of it. */
export function AuditEntrySheet({ entry, onClose }: { entry: AuditEntryView; onClose: () => void }) {
  const { t, action, diff, place } = useAuditWords();
  const format = useFormat();
  const lines = diff(entry);
  const history = historyHref(entry.subject);
  const hasBefore = entry.before !== null;
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={action(entry.action)}
      description={`${t('page.entry', { seq: entry.seq })} · ${format.dateTime(entry.atMs)}`}
      closeLabel={t('common:action.close')}
      footer={
        history ? (
          <Button asChild variant="secondary">
            <Link href={history} onClick={onClose}>
              <History size={16} aria-hidden="true" />
              {t('page.history')}
            </Link>
          </Button>
        ) : null
      }
    >
      <div className="space-y-6">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
          <Fact label={t('page.who')}>
            <ActorName actor={entry.actor} />
          </Fact>
          <Fact label={place('subject', entry.subject.kind)}>
            {entry.subject.name === null ? '—' : <SubjectName subject={entry.subject} />}
          </Fact>
          {entry.storeName && entry.subject.kind !== 'store' ? (
            <Fact label={t('page.store')}>{entry.storeName}</Fact>
          ) : null}
          <Fact label={t('page.address')}>{origin(entry.ip)}</Fact>
          <Fact label={t('page.device')}>{origin(entry.device)}</Fact>
          {entry.requestId ? (
            <Fact label={t('page.request')}>
              <span className="font-mono text-xs break-all text-ink-soft">{entry.requestId}</span>
            </Fact>
          ) : null}
        </dl>
        {lines.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('page.noFields')}</p>
        ) : (
          <div className="-mx-5 overflow-x-auto [&_th]:bg-raised">
            <Table aria-label={t('page.changes')}>
              <TableHead>
                <tr>
                  <TableHeader>{t('page.field')}</TableHeader>
                  {hasBefore ? <TableHeader>{t('page.before')}</TableHeader> : null}
                  <TableHeader>{t('page.after')}</TableHeader>
                </tr>
              </TableHead>
              <TableBody>
                {lines.map((line) => (
                  <TableRow key={line.label}>
                    <TableCell className="align-top text-ink-soft">{line.label}</TableCell>
                    {hasBefore ? (
                      <TableCell className="align-top break-words text-ink-soft">
                        {line.before ?? '—'}
                      </TableCell>
                    ) : null}
                    <TableCell className="align-top font-medium break-words">{line.after ?? '—'}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </div>
    </Sheet>
  );

  function origin(value: string | null): ReactNode {
    if (value !== null) return <span className="break-words">{value}</span>;
    return (
      <span className="text-ink-faint">{t(entry.originForgotten ? 'page.forgotten' : 'page.unknown')}</span>
    );
  }
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-ink">{children}</dd>
    </>
  );
}
