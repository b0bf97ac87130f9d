'use client';

import { cn } from '@jowi/ui/cn';
import { Tooltip } from '@jowi/ui/tooltip';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useWords } from '../i18n/use-words.ts';
import { usePreferences } from '../preferences/preferences-provider.tsx';
import { useMe } from '../session/session.query.ts';
import { Brand } from './brand.tsx';
import { isCurrent, type NavPlace, navigationFor } from './navigation.ts';

/** Always there from 1024 px; folds to icons, and remembers it. */
export function Sidebar() {
  const { t } = useWords();
  const { sidebar, setSidebar } = usePreferences();
  const narrow = sidebar === 'narrow';
  const Icon = narrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <aside
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-card transition-[width] lg:flex print:hidden',
        narrow ? 'w-17' : 'w-60',
      )}
    >
      <div className={cn('flex h-16 items-center', narrow ? 'justify-center' : 'px-5')}>
        <Brand compact={narrow} />
      </div>
      <Navigation narrow={narrow} />
      <button
        type="button"
        onClick={() => setSidebar(narrow ? 'wide' : 'narrow')}
        aria-label={t(narrow ? 'nav.expand' : 'nav.collapse')}
        title={t(narrow ? 'nav.expand' : 'nav.collapse')}
        className={cn(
          'm-3 flex h-10 items-center gap-3 rounded-lg text-ink-faint hover:bg-fill hover:text-ink',
          narrow ? 'justify-center' : 'px-3',
        )}
      >
        <Icon size={20} aria-hidden="true" />
        {narrow ? null : t('nav.collapse')}
      </button>
    </aside>
  );
}

export function Navigation({ narrow = false, onGo }: { narrow?: boolean; onGo?: () => void }) {
  const { t } = useWords();
  const groups = navigationFor(useMe().data?.permissions ?? []);
  return (
    <nav aria-label={t('nav.label')} className="flex-1 overflow-y-auto px-3 py-2">
      {groups.map((group) => (
        <div key={group.label ?? 'first'} className="mb-3">
          {group.label ? (
            narrow ? (
              <hr className="mx-2 mb-3" />
            ) : (
              <p className="px-3 pb-1 text-xs font-medium text-ink-faint">{t(group.label)}</p>
            )
          ) : null}
          {group.places.map((place) => (
            <Place key={place.href} place={place} narrow={narrow} onGo={onGo} />
          ))}
        </div>
      ))}
    </nav>
  );
}

function Place({
  place,
  narrow,
  onGo,
}: {
  place: NavPlace;
  narrow: boolean;
  onGo: (() => void) | undefined;
}) {
  const { t } = useWords();
  const current = isCurrent(place.href, usePathname());
  const link = (
    <Link
      href={place.href}
      aria-current={current ? 'page' : undefined}
      aria-label={narrow ? t(place.label) : undefined}
      {...(onGo ? { onClick: onGo } : {})}
      className={cn(
        'mb-0.5 flex h-10 items-center gap-3 rounded-lg font-medium',
        narrow ? 'justify-center' : 'px-3',
        current ? 'bg-primary-quiet text-on-primary-quiet' : 'text-ink-soft hover:bg-fill hover:text-ink',
      )}
    >
      <place.icon size={20} aria-hidden="true" className="shrink-0" />
      {narrow ? null : t(place.label)}
    </Link>
  );
  return narrow ? (
    <Tooltip text={t(place.label)} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
