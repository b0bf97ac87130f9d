'use client';

import { StatusDot } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card, CardHeader } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useTerminals } from './terminal.query.ts';
import { useTillWords } from './till-words.ts';
import { useNow } from './use-now.ts';

/** The tills at a glance, for the dashboard. */
export function TillStates() {
  const { t } = useWords();
  const words = useTillWords();
  const terminals = useTerminals();
  const nowMs = useNow(30_000);
  return (
    <Card>
      <CardHeader
        title={t('today.tills')}
        text={t('today.tillsText')}
        actions={
          <Button asChild size="sm" variant="ghost">
            <Link href="/terminals">{t('today.allTills')}</Link>
          </Button>
        }
      />
      <div className="p-5 pt-3">
        {terminals.isError ? (
          <FailureNotice error={terminals.error} />
        ) : terminals.data === undefined ? (
          <Skeleton className="h-12" />
        ) : terminals.data.length === 0 ? (
          <p className="text-ink-soft">{t('terminals.emptyText')}</p>
        ) : (
          <ul className="divide-y">
            {terminals.data.map((terminal) => {
              const state = words.state(terminal);
              const unsent = words.unsent(terminal);
              return (
                <li
                  key={terminal.id}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5"
                >
                  <div className="min-w-0">
                    <p className="truncate font-medium">{terminal.name}</p>
                    <p className="truncate text-xs text-ink-faint">
                      {terminal.storeName} · {words.seen(terminal.lastSeenAtMs, nowMs)}
                    </p>
                  </div>
                  <div className="text-right text-sm">
                    <StatusDot tone={state.tone} label={state.label} />
                    {terminal.state === 'active' && terminal.unsent !== null && terminal.unsent > 0 ? (
                      <p className="text-xs text-warning-ink">
                        {t('terminals.unsent')}: {unsent.label}
                      </p>
                    ) : null}
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Card>
  );
}
