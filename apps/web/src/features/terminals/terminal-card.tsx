'use client';

import type { Terminal } from '@jowi/contracts/http/terminals';
import { StatusDot } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@jowi/ui/dropdown-menu';
import { Tooltip } from '@jowi/ui/tooltip';
import { EllipsisVertical, KeyRound, Pencil, Unplug } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useMay } from '../../session/session.query.ts';
import { useTillWords } from './till-words.ts';
import { useNow } from './use-now.ts';

export type TerminalCardProps = {
  terminal: Terminal;
  onPair: () => void;
  onEdit: () => void;
  onRevoke: () => void;
};

/** One till as the server sees it: whether it talks, what it still holds, where its journal stands. */
export function TerminalCard({ terminal, onPair, onEdit, onRevoke }: TerminalCardProps) {
  const { t } = useWords();
  const words = useTillWords();
  const nowMs = useNow(15_000);
  const state = words.state(terminal);
  const unsent = words.unsent(terminal);
  const mayManage = useMay('terminals/manage');
  return (
    <Card className="p-5">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="truncate text-base font-semibold">
            <Link href={`/terminals/${terminal.id}`} className="rounded hover:text-primary-ink">
              {terminal.name}
            </Link>
          </h2>
          <p className="truncate text-sm text-ink-faint">{terminal.storeName}</p>
        </div>
        <div className="flex items-center gap-1">
          <StatusDot tone={state.tone} label={state.label} className="font-medium" />
          {mayManage ? (
            <TerminalMenu terminal={terminal} onPair={onPair} onEdit={onEdit} onRevoke={onRevoke} />
          ) : null}
        </div>
      </header>
      {terminal.state === 'unpaired' ? (
        mayManage ? (
          <Button variant="secondary" className="mt-4" onClick={onPair}>
            <KeyRound size={16} aria-hidden="true" />
            {t('terminals.pair')}
          </Button>
        ) : null
      ) : (
        <dl className="mt-4 space-y-2">
          <Row label={t('terminals.unsent')}>
            <StatusDot tone={unsent.tone} label={unsent.label} />
          </Row>
          <Row label={t('terminals.seen')}>{words.seen(terminal.lastSeenAtMs, nowMs)}</Row>
          <Row label={t('terminals.journal')}>
            {terminal.seq === 0
              ? t('terminals.noEntries')
              : t('terminals.entries', { seq: terminal.seq, epoch: terminal.epoch })}
          </Row>
          <Row label={t('terminals.headHash')}>
            <Tooltip text={<span className="font-mono break-all">{terminal.headHash}</span>}>
              <button type="button" className="rounded font-mono text-[0.8125rem]">
                {terminal.headHash.slice(0, 12)}…
              </button>
            </Tooltip>
          </Row>
          {terminal.quarantined > 0 ? (
            <Row label={t('terminals.quarantine')}>
              <Link
                href={`/terminals/${terminal.id}#quarantine`}
                className="rounded font-medium text-danger-ink underline"
              >
                {t('terminals.quarantineCount', { count: terminal.quarantined })}
              </Link>
            </Row>
          ) : null}
        </dl>
      )}
    </Card>
  );
}

function TerminalMenu({ terminal, onPair, onEdit, onRevoke }: TerminalCardProps) {
  const { t } = useWords();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button variant="ghost" size="sm" square aria-label={t('terminals.actions', { name: terminal.name })}>
          <EllipsisVertical size={16} />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={onPair}>
          <KeyRound size={16} aria-hidden="true" />
          {t(terminal.state === 'unpaired' ? 'terminals.pair' : 'terminals.pairAgain')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onEdit}>
          <Pencil size={16} aria-hidden="true" />
          {t('terminals.edit')}
        </DropdownMenuItem>
        {terminal.state === 'active' ? (
          <DropdownMenuItem danger onSelect={onRevoke}>
            <Unplug size={16} aria-hidden="true" />
            {t('terminals.revoke')}
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4">
      <dt className="text-ink-faint">{label}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  );
}
