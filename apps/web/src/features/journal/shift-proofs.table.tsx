'use client';

import type { ShiftProof } from '@jowi/contracts/http/journal';
import { Badge, StatusDot, type Tone } from '@jowi/ui/badge';
import { Card, CardHeader } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { CalendarClock } from 'lucide-react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

const tones: Record<ShiftProof['state'], Tone> = {
  agrees: 'success',
  more: 'success',
  differs: 'danger',
  unknown: 'neutral',
};

/** What the till counted in each shift beside what the books hold. */
export function ShiftProofs({ shifts }: { shifts: readonly ShiftProof[] }) {
  const { t } = useWords();
  const format = useFormat();
  if (shifts.length === 0)
    return (
      <Card>
        <EmptyState
          icon={CalendarClock}
          title={t('journal.shiftsEmptyTitle')}
          text={t('journal.shiftsEmptyText')}
        />
      </Card>
    );
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t('journal.shifts')} text={t('journal.shiftsText')} className="pb-3" />
      <TableFrame className="max-h-96">
        <Table aria-label={t('journal.shifts')}>
          <TableHead>
            <tr>
              <TableHeader>{t('journal.shift')}</TableHeader>
              <TableHeader numeric>{t('journal.claimed')}</TableHeader>
              <TableHeader numeric>{t('journal.held')}</TableHeader>
              <TableHeader
                numeric
                className="max-lg:hidden"
              >{`${t('journal.sum')}, ${format.currency}`}</TableHeader>
              <TableHeader className="max-sm:hidden">{t('journal.missing')}</TableHeader>
              <TableHeader className="max-sm:hidden">{t('journal.state')}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {shifts.map((shift) => (
              <TableRow key={shift.shiftId}>
                <TableCell className="whitespace-nowrap">
                  <span className="inline-flex items-center gap-2 font-medium">
                    {t('journal.shiftNumber', { number: shift.shiftNumber })}
                    {shift.closed ? null : <Badge>{t('journal.shiftOpen')}</Badge>}
                  </span>
                  <span className="block text-xs text-ink-faint tabular-nums">
                    {format.dateTime(shift.openedAtMs)}
                  </span>
                  <span className="block sm:hidden">
                    <Proof shift={shift} />
                  </span>
                </TableCell>
                <TableCell numeric>
                  {shift.claimed ? format.count(shift.claimed.receiptCount) : '—'}
                </TableCell>
                <TableCell numeric>{format.count(shift.held.receiptCount)}</TableCell>
                <TableCell numeric className="max-lg:hidden">
                  {format.amount(shift.held.totalTiyin)}
                </TableCell>
                <TableCell className="max-w-56 text-ink-soft max-sm:hidden">
                  <span className="line-clamp-2 tabular-nums">{rangesText(shift.missing) || '—'}</span>
                </TableCell>
                <TableCell className="max-sm:hidden">
                  <Proof shift={shift} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function Proof({ shift: { state, claimed, held } }: { shift: ShiftProof }) {
  const { t } = useWords();
  const count = held.receiptCount - (claimed?.receiptCount ?? 0);
  return (
    <span title={state === 'more' ? t('journal.proofMore', { count }) : undefined}>
      <StatusDot tone={tones[state]} label={t(`journal.proof.${state === 'more' ? 'agrees' : state}`)} />
      {state === 'more' && count > 0 ? (
        <span className="block text-xs text-ink-faint">{t('journal.copyOf', { count })}</span>
      ) : null}
    </span>
  );
}

/** `5, 8–11` */
function rangesText(ranges: ShiftProof['missing']): string {
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
