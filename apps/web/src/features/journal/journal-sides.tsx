'use client';

import type { TerminalJournal } from '@jowi/contracts/http/journal';
import { StatusDot, type Tone } from '@jowi/ui/badge';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { inGroups } from '../terminals/in-groups.ts';
import { useTillWords } from '../terminals/till-words.ts';
import { useNow } from '../terminals/use-now.ts';

const tones: Record<TerminalJournal['heads'], Tone> = {
  same: 'success',
  behind: 'info',
  differs: 'danger',
  unknown: 'neutral',
};

/** Where the journal ends on either side, and what is still on the till. */
export function JournalSides({ journal }: { journal: TerminalJournal }) {
  const { t } = useWords();
  const format = useFormat();
  const words = useTillWords();
  const nowMs = useNow(15_000);
  const { told, held, heads, terminal, oldestUnsentAtMs } = journal;
  const count = told && heads === 'behind' ? told.seq - held.seq : 0;
  const unsent = words.unsent(terminal);
  return (
    <Card>
      <CardHeader title={t('journal.sides')} text={t('journal.sidesText')} />
      <CardBody className="space-y-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Side title={t('journal.ofTill')} end={told} />
          <Side title={t('journal.ofServer')} end={held} />
        </div>
        <dl className="space-y-2">
          <Row label={t('journal.compared')}>
            <StatusDot
              tone={tones[heads]}
              label={heads === 'behind' ? t('journal.heads.behind', { count }) : t(`journal.heads.${heads}`)}
            />
          </Row>
          <Row label={t('terminals.unsent')}>
            <StatusDot tone={unsent.tone} label={unsent.label} />
          </Row>
          <Row label={t('journal.oldest')}>
            {oldestUnsentAtMs === null ? t('journal.none') : words.seen(oldestUnsentAtMs, nowMs)}
          </Row>
          <Row label={t('terminals.seen')}>{words.seen(terminal.lastSeenAtMs, nowMs)}</Row>
          {terminal.keyFingerprint ? (
            <Row label={t('terminals.key')}>
              <span className="font-mono text-[0.8125rem]">{inGroups(terminal.keyFingerprint)}</span>
            </Row>
          ) : null}
          <Row label={t('journal.told')}>{told ? format.dateTime(told.atMs) : t('journal.neverTold')}</Row>
        </dl>
      </CardBody>
    </Card>
  );
}

function Side({ title, end }: { title: string; end: { epoch: number; seq: number; hash: string } | null }) {
  const { t } = useWords();
  const isEmpty = !end || end.seq === 0;
  const empty = t(end ? 'terminals.noEntries' : 'journal.neverTold');
  return (
    <div className="min-w-0 rounded-xl bg-fill px-4 py-3">
      <p className="text-xs text-ink-faint">{title}</p>
      <p className="font-medium tabular-nums">
        {isEmpty ? empty : t('journal.end', { epoch: end.epoch, seq: end.seq })}
      </p>
      {isEmpty ? null : (
        <p className="truncate font-mono text-xs text-ink-faint" title={end.hash}>
          {end.hash.slice(0, 16)}…
        </p>
      )}
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-ink-faint">{label}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  );
}
