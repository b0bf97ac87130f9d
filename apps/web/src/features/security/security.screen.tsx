'use client';

import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { useSecurity } from './security.query.ts';
import { SessionsCard } from './sessions-card.tsx';

/** Her own way in: password, second step, passkeys, and where she is signed in. */
export function SecurityScreen() {
  const { t } = useWords();
  const security = useSecurity();
  return (
    <>
      <PageHead title={t('security.title')} />
      <p className="mb-4 text-ink-soft">{t('security.text')}</p>
      <div className="grid max-w-3xl gap-4">
        {security.isError && !security.data ? (
          <FailureNotice error={security.error} onRetry={() => void security.refetch()} />
        ) : security.data ? (
          <>
            <PasswordCard security={security.data} />
            <SecondFactorCard security={security.data} />
            <PasskeysCard security={security.data} />
          </>
        ) : (
          ['password', 'second', 'passkeys'].map((key) => (
            <Card key={key} className="space-y-3 p-5">
              <Skeleton className="h-6 w-40" />
              <Skeleton className="h-10" />
            </Card>
          ))
        )}
        <SessionsCard />
      </div>
    </>
  );
}
