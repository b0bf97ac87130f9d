'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';

const PLACES = [
  { href: '/settings', label: 'settings.tabBusiness' },
  { href: '/settings/stores', label: 'settings.tabStores' },
  { href: '/settings/history', label: 'settings.tabHistory' },
  { href: '/settings/personal-data', label: 'settings.tabPersonalData', permission: 'personal-data/manage' },
] as const;

/** The pages of the settings beside each other; each has its own address. */
export function SettingsTabs() {
  const { t } = useWords();
  const pathname = usePathname();
  const permissions = useMe().data?.permissions ?? [];
  const places = PLACES.filter((it) => !('permission' in it) || permissions.includes(it.permission));
  return (
    <nav aria-label={t('settings.title')} className="mb-4 flex gap-1 overflow-x-auto border-b">
      {places.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className="-mb-px flex h-10 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-primary aria-[current=page]:text-primary-ink"
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
