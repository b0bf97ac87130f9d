'use client';

import type { DataSubject } from '@jowi/contracts/http/personal-data';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@jowi/ui/dropdown-menu';
import { Skeleton } from '@jowi/ui/skeleton';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { useToast } from '@jowi/ui/toast';
import { Braces, Check, FileText, History, MoreHorizontal, UserX, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { paths } from '../../api/paths.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useMay, useMe } from '../../session/session.query.ts';
import { AnonymiseDialog } from './anonymise-dialog.tsx';
import { useDataSubjects, useNoteConsent } from './personal-data.query.ts';
import { usePersonalWords } from './use-personal-words.ts';

/** Everybody whose data the business keeps, with what each of them may ask for. */
export function DataSubjects() {
  const { t } = usePersonalWords();
  const people = useDataSubjects();
  const [leaving, setLeaving] = useState<DataSubject | null>(null);
  if (people.isError) return <FailureNotice error={people.error} onRetry={() => void people.refetch()} />;
  return (
    <Card className="overflow-hidden" aria-busy={people.isPending}>
      <TableFrame>
        <Table aria-label={t('tabs.people')}>
          <TableHead>
            <tr>
              <TableHeader>{t('people.name')}</TableHeader>
              <TableHeader className="hidden md:table-cell">{t('people.phone')}</TableHeader>
              <TableHeader className="hidden sm:table-cell">{t('people.state')}</TableHeader>
              <TableHeader>{t('people.consent')}</TableHeader>
              <TableHeader>
                <span className="sr-only">{t('people.actions')}</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {people.data
              ? people.data.items.map((person) => (
                  <TableRow key={person.employeeId}>
                    <TableCell className="font-medium break-words">{person.name}</TableCell>
                    <TableCell className="hidden whitespace-nowrap text-ink-soft tabular-nums md:table-cell">
                      {person.phone ?? '—'}
                    </TableCell>
                    <TableCell className="hidden sm:table-cell">
                      <State person={person} />
                    </TableCell>
                    <TableCell>
                      <Consent person={person} />
                    </TableCell>
                    <TableCell className="w-12 text-right">
                      <Actions person={person} onAnonymise={() => setLeaving(person)} />
                    </TableCell>
                  </TableRow>
                ))
              : ['a', 'b', 'c', 'd'].map((row) => (
                  <TableRow key={row}>
                    <TableCell colSpan={5}>
                      <Skeleton className="w-48 max-w-full" />
                    </TableCell>
                  </TableRow>
                ))}
          </TableBody>
        </Table>
      </TableFrame>
      {leaving ? <AnonymiseDialog person={leaving} onClose={() => setLeaving(null)} /> : null}
    </Card>
  );
}

function State({ person }: { person: DataSubject }) {
  const { t } = usePersonalWords();
  if (person.isAnonymised) return <Badge>{t('people.anonymous')}</Badge>;
  if (!person.active) return <Badge tone="warning">{t('people.left')}</Badge>;
  return <Badge tone="success">{t(person.isOwner ? 'people.owner' : 'people.working')}</Badge>;
}

function Consent({ person: { consent, isAnonymised } }: { person: DataSubject }) {
  const { t } = usePersonalWords();
  const format = useFormat();
  if (consent === null)
    return <span className="text-ink-faint">{isAnonymised ? '—' : t('people.noConsent')}</span>;
  const date = format.date(consent.atMs);
  return (
    <span className={consent.kind === 'given' ? 'text-ink' : 'text-warning-ink'}>
      {t(consent.kind === 'given' ? 'people.given' : 'people.withdrawn', { date })}
      <span className="block text-xs text-ink-faint">
        {t('people.textVersion', { date: consent.textVersion })}
      </span>
    </span>
  );
}

function Actions({ person, onAnonymise }: { person: DataSubject; onAnonymise: () => void }) {
  const { t } = usePersonalWords();
  const { language } = usePreferences();
  const toast = useToast();
  const problemText = useProblemText();
  const note = useNoteConsent();
  const seesLog = useMay('audit/read');
  const isMe = useMe().data?.employeeId === person.employeeId;
  const { employeeId: id, name, consent, isAnonymised } = person;
  const isGiven = consent?.kind === 'given';
  const noteConsent = (kind: 'given' | 'withdrawn') =>
    note.mutate(
      { id, kind, language: language === 'ru' ? 'ru' : 'uz' },
      {
        onSuccess: () => toast({ tone: 'success', title: t('people.noted') }),
        onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
      },
    );
  const exportPath = (format: 'html' | 'json') => paths.dataSubjectExport(id, { format, language });
  const history = `/audit?${new URLSearchParams({ subjectKind: 'employee', subjectId: id, subjectName: name })}`;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button
          variant="ghost"
          size="sm"
          square
          busy={note.isPending}
          aria-label={t('people.menu', { name })}
        >
          <MoreHorizontal size={16} aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <a href={exportPath('html')} download>
            <FileText size={16} aria-hidden="true" />
            {t('people.exportHtml')}
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={exportPath('json')} download>
            <Braces size={16} aria-hidden="true" />
            {t('people.exportJson')}
          </a>
        </DropdownMenuItem>
        {seesLog ? (
          <DropdownMenuItem asChild>
            <Link href={history}>
              <History size={16} aria-hidden="true" />
              {t('people.history')}
            </Link>
          </DropdownMenuItem>
        ) : null}
        {isAnonymised ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => noteConsent(isGiven ? 'withdrawn' : 'given')}>
              {isGiven ? <X size={16} aria-hidden="true" /> : <Check size={16} aria-hidden="true" />}
              {t(isGiven ? 'people.noteWithdrawn' : 'people.noteGiven')}
            </DropdownMenuItem>
            {isMe ? null : (
              <DropdownMenuItem danger onSelect={onAnonymise}>
                <UserX size={16} aria-hidden="true" />
                {t('people.anonymise')}
              </DropdownMenuItem>
            )}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
