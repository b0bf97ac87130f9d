'use client';

import type { AccountSession } from '@jowi/contracts/http/account';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card, CardBody, CardHeader } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { isPhone, readDevice } from './device-words.ts';
import { useEndOtherSessions, useEndSession, useSessions } from './security.query.ts';

export function SessionsCard() {
  const { t } = useWords();
  const sessions = useSessions();
  const [ending, setEnding] = useState<AccountSession | 'others' | null>(null);
  const items = sessions.data;
  return (
    <Card>
      <CardHeader
        title={t('security.sessions.title')}
        text={t('security.sessions.text')}
        actions={
          items && items.length > 1 ? (
            <Button variant="outline" onClick={() => setEnding('others')}>
              {t('security.sessions.endOthers')}
            </Button>
          ) : undefined
        }
      />
      <CardBody>
        {sessions.isError && !items ? (
          <FailureNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
        ) : items ? (
          <ul className="divide-y">
            {items.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
            ))}
          </ul>
        ) : (
          <Skeleton className="h-14" />
        )}
        {items?.length === 1 ? (
          <p className="mt-3 text-sm text-ink-faint">{t('security.sessions.only')}</p>
        ) : null}
      </CardBody>
      {ending === 'others' ? (
        <EndOthersDialog onClose={() => setEnding(null)} />
      ) : ending ? (
        <EndDialog session={ending} onClose={() => setEnding(null)} />
      ) : null}
    </Card>
  );
}

function SessionRow({ session, onEnd }: { session: AccountSession; onEnd: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const Icon = isPhone(session.device) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <Icon size={20} className="shrink-0 text-ink-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <DeviceName session={session} />
          {session.current ? <Badge tone="success">{t('security.sessions.this')}</Badge> : null}
        </p>
        <p className="text-sm text-ink-faint tabular-nums">
          {session.current
            ? t('security.sessions.now')
            : t('security.sessions.seen', { when: format.dateTime(session.lastSeenAtMs) })}
          {session.address ? ` · ${t('security.sessions.place', { address: session.address })}` : ''}
          {' · '}
          {t('security.sessions.since', { when: format.dateTime(session.createdAtMs) })}
        </p>
      </div>
      {session.current ? null : (
        <Button variant="ghost" size="sm" onClick={onEnd}>
          {t('security.sessions.end')}
        </Button>
      )}
    </li>
  );
}

function DeviceName({ session }: { session: AccountSession }) {
  return <span title={session.device}>{useDeviceName(session)}</span>;
}

function useDeviceName({ device }: AccountSession): string {
  const { t } = useWords();
  const { browser, system } = readDevice(device);
  if (browser && system) return t('security.sessions.device', { browser, system });
  return browser ?? system ?? t('security.sessions.unknown');
}

function EndDialog({ session, onClose }: { session: AccountSession; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const end = useEndSession();
  const device = useDeviceName(session);
  return (
    <ActionDialog
      title={t('security.sessions.endTitle', { device })}
      text={t('security.sessions.endText')}
      action={t('security.sessions.end')}
      danger
      busy={end.isPending}
      act={() =>
        end.mutate(session.id, {
          onSuccess: () => {
            toast({ tone: 'success', title: t('security.sessions.ended') });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {end.isError ? <FailureNotice error={end.error} /> : null}
    </ActionDialog>
  );
}

function EndOthersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const end = useEndOtherSessions();
  return (
    <ActionDialog
      title={t('security.sessions.endOthersTitle')}
      text={t('security.sessions.endOthersText')}
      action={t('security.sessions.endOthers')}
      danger
      busy={end.isPending}
      act={() =>
        end.mutate(undefined, {
          onSuccess: ({ ended }) => {
            toast({ tone: 'success', title: t('security.sessions.endedCount', { count: ended }) });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      {end.isError ? <FailureNotice error={end.error} /> : null}
    </ActionDialog>
  );
}
