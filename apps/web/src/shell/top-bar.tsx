'use client';

import type { Me } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import { Sheet } from '@jowi/ui/sheet';
import { Skeleton } from '@jowi/ui/skeleton';
import { Tooltip } from '@jowi/ui/tooltip';
import { Menu, ScanSearch, Store } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Brand } from './brand.tsx';
import { BusinessSwitch } from './business-switch.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Navigation } from './sidebar.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** `away`: the server did not say who she is, and nothing is on its way. */
export function TopBar({ me, away }: { me: Me | undefined; away: boolean }) {
  const { t } = useWords();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const storeNames = me?.stores.flatMap(({ name, isClosed }) => (isClosed ? [] : [name])).join(', ');
  return (
    <div className="sticky top-0 z-30 flex h-16 items-center gap-2 border-b bg-card/95 px-3 backdrop-blur sm:px-6 print:hidden">
      <Button
        variant="ghost"
        square
        className="lg:hidden"
        aria-label={t('nav.menu')}
        onClick={() => setDrawerOpen(true)}
      >
        <Menu size={20} />
      </Button>
      <div className="flex min-w-0 flex-1 items-center gap-2.5">
        <Store size={20} className="hidden shrink-0 text-ink-faint sm:block" aria-hidden="true" />
        {me ? (
          <div className="min-w-0 leading-tight">
            {me.businessCount > 1 ? (
              <BusinessSwitch me={me} />
            ) : (
              <p className="truncate font-semibold">{me.businessName}</p>
            )}
            <p className={cn('truncate text-xs text-ink-faint', me.businessCount > 1 && 'px-2')}>
              {storeNames}
            </p>
          </div>
        ) : away ? (
          <p className="truncate font-semibold">{t('app.name')}</p>
        ) : (
          <Skeleton className="w-40" />
        )}
      </div>
      {me?.permissions.includes('receipts/read') ? (
        <Tooltip text={t('where.title')}>
          <Button asChild variant="ghost" square>
            <Link href="/receipts/where" aria-label={t('where.title')}>
              <ScanSearch size={20} aria-hidden="true" />
            </Link>
          </Button>
        </Tooltip>
      ) : null}
      <LanguageSwitch className="hidden sm:inline-flex" />
      <ThemeMenu className="hidden sm:inline-flex" />
      <PersonMenu me={me} />
      <Sheet
        open={drawerOpen}
        onOpenChange={setDrawerOpen}
        side="left"
        title={t('nav.label')}
        hideTitle
        closeLabel={t('common:action.close')}
      >
        <div className="flex h-full flex-col">
          <div className="flex h-16 items-center px-5">
            <Brand />
          </div>
          <Navigation onGo={() => setDrawerOpen(false)} />
          <div className="flex items-center gap-2 border-t p-4 sm:hidden">
            <LanguageSwitch className="flex-1" />
            <ThemeMenu />
          </div>
        </div>
      </Sheet>
    </div>
  );
}
