'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { isSignedOut } from '../api/api-error.ts';
import { useWords } from '../i18n/use-words.ts';
import { FailureNotice } from '../list/failure-notice.tsx';
import { secondFactorPath } from '../session/return-path.ts';
import { useMe } from '../session/session.query.ts';
import { Permitted } from './permitted.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame of every page behind sign-in. Pages draw their own skeletons while the person is being asked for. */
export function OfficeShell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const me = useMe();
  const mustSetUp = me.data ? me.data.secondFactor.required && !me.data.secondFactor.enabled : false;
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (mustSetUp) router.replace(secondFactorPath(pathname));
  }, [mustSetUp, pathname, router]);
  if (mustSetUp) return null;
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-card px-4 py-2 focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('nav.skip')}
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar me={me.data} away={me.isError} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl flex-1 px-4 py-5 outline-none sm:px-6"
        >
          {me.isError && !isSignedOut(me.error) ? (
            <FailureNotice error={me.error} onRetry={() => void me.refetch()} />
          ) : me.isError ? null : (
            <Permitted me={me.data}>{children}</Permitted>
          )}
        </main>
      </div>
    </div>
  );
}
