'use client';

import type { Me } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { EmptyState } from '@jowi/ui/empty-state';
import { Lock, Store } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { navigationFor, permissionOf } from './navigation.ts';

/** A page for those who may see it; others are shown where they may go instead, and from the first page taken there. */
export function Permitted({ me, children }: { me: Me | undefined; children: ReactNode }) {
  const { t } = useWords();
  const router = useRouter();
  const pathname = usePathname();
  const needed = permissionOf(pathname);
  const refused = me !== undefined && needed !== undefined && !me.permissions.includes(needed);
  const first = me && navigationFor(me.permissions)[0]?.places[0]?.href;
  const leaves = refused && pathname === '/' && first !== undefined;
  useEffect(() => {
    if (leaves && first) router.replace(first);
  }, [leaves, first, router]);
  if (!refused) return children;
  if (leaves) return null;
  return (
    <Card>
      {first === undefined ? (
        <EmptyState icon={Store} title={t('shell.tillOnlyTitle')} text={t('shell.tillOnlyText')} />
      ) : (
        <EmptyState
          icon={Lock}
          title={t('shell.notForYouTitle')}
          text={t('shell.notForYouText')}
          actions={
            <Button asChild variant="outline">
              <Link href={first}>{t('shell.toAllowed')}</Link>
            </Button>
          }
        />
      )}
    </Card>
  );
}
