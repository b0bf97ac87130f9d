'use client';

import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Skeleton } from '@jowi/ui/skeleton';
import { MessageSquareText } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { Brand } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { DevMessageCard } from './dev-message-card.tsx';
import { useDevMessages } from './dev-messages.query.ts';

/** The phone of everybody in the demo: codes and invitations appear here instead of going out. */
export function DevMessagesScreen() {
  const { t } = useWords();
  const messages = useDevMessages();
  if (messages.data === null) return <NotFound />;
  return (
    <div className="mx-auto min-h-dvh max-w-2xl px-5 py-5">
      <title>{`${t('devMessages.title')} · JOWi Shop`}</title>
      <header className="flex items-center justify-between gap-3">
        <Brand />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </header>
      <main className="py-8">
        <h1 className="text-2xl font-semibold tracking-tight">{t('devMessages.title')}</h1>
        <p className="mt-1 mb-6 text-ink-soft">{t('devMessages.text')}</p>
        {messages.isError && !messages.data ? (
          <FailureNotice error={messages.error} onRetry={() => void messages.refetch()} />
        ) : messages.data === undefined ? (
          <div className="space-y-3">
            <Skeleton className="h-24" />
            <Skeleton className="h-24" />
          </div>
        ) : messages.data.length === 0 ? (
          <Card>
            <EmptyState
              icon={MessageSquareText}
              title={t('devMessages.emptyTitle')}
              text={t('devMessages.emptyText')}
            />
          </Card>
        ) : (
          <ol className="space-y-3" aria-live="polite">
            {messages.data.map((message) => (
              <DevMessageCard key={message.id} message={message} />
            ))}
          </ol>
        )}
      </main>
    </div>
  );
}
