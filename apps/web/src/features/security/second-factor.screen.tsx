'use client';

import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isSignedOut } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { safeReturnPath } from '../../session/return-path.ts';
import { useMe, useSignOut } from '../../session/session.query.ts';
import { Brand } from '../../shell/brand.tsx';
import { BusinessSwitch } from '../../shell/business-switch.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { ThemeMenu } from '../../shell/theme-menu.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';
import { useSecurity } from './security.query.ts';

/** For one who must have a second factor and has none: this, another business of hers, or the door. */
export function SecondFactorScreen({ from }: { from: string | null }) {
  const { t } = useWords();
  const router = useRouter();
  const me = useMe();
  const security = useSecurity();
  const [done, setDone] = useState(false);
  // Coming back to the tab tells that it is set up: not before the recovery codes are put away.
  const [held, setHeld] = useState(false);
  const needed = me.data ? me.data.secondFactor.required && !me.data.secondFactor.enabled : null;
  const goes = done || (needed === false && !held);
  useEffect(() => {
    if (goes) router.replace(safeReturnPath(from));
  }, [goes, from, router]);

  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${t('security.setUp.title')} · JOWi Shop`}</title>
      <header className="mx-auto flex w-full max-w-3xl items-center justify-between gap-3 px-4 py-5 sm:px-6">
        <Brand />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </header>
      <main className="mx-auto w-full max-w-xl flex-1 px-4 pb-16 sm:px-6">
        <h1 className="text-2xl font-semibold tracking-tight">{t('security.setUp.title')}</h1>
        {me.data ? (
          <p className="mt-1 mb-5 text-ink-soft">
            {t('security.setUp.obligatory', { business: me.data.businessName })}
          </p>
        ) : null}
        <Card className="p-5 sm:p-6">
          {security.isError && !isSignedOut(security.error) ? (
            <FailureNotice error={security.error} onRetry={() => void security.refetch()} />
          ) : security.data && needed !== null && !goes ? (
            <SecondFactorSetUp phone={security.data.phone} onDone={() => setDone(true)} onHold={setHeld} />
          ) : (
            <Skeleton className="h-64" />
          )}
        </Card>
        <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
          {me.data && me.data.businessCount > 1 ? <BusinessSwitch me={me.data} /> : <span />}
          <SignOutButton />
        </div>
      </main>
    </div>
  );
}

function SignOutButton() {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const problemText = useProblemText();
  const signOut = useSignOut();
  return (
    <Button
      variant="ghost"
      busy={signOut.isPending}
      onClick={() =>
        signOut.mutate(undefined, {
          onSuccess: () => router.replace('/sign-in'),
          onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
        })
      }
    >
      <LogOut size={16} aria-hidden="true" />
      {t('common:action.signOut')}
    </Button>
  );
}
