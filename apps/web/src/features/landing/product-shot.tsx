'use client';

import { cn } from '@jowi/ui/cn';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';

export type ShotName = 'till' | 'today' | 'lots';

/** A picture of the real screen, in the reader's language and theme. Only the one that shows is fetched. */
export function ProductShot({
  name,
  className,
  eager = false,
}: {
  name: ShotName;
  className?: string;
  eager?: boolean;
}) {
  const { t } = useWords();
  const { language, theme } = usePreferences();
  const file = (shade: 'light' | 'dark') => `/landing/${name}-${language}-${shade}.webp`;
  return (
    <picture
      key={`${language}-${theme}`}
      className={cn('block overflow-hidden rounded-2xl border bg-card shadow-float', className)}
    >
      {theme === 'system' ? <source srcSet={file('dark')} media="(prefers-color-scheme: dark)" /> : null}
      <img
        src={file(theme === 'dark' ? 'dark' : 'light')}
        alt={t(`landing.shot.${name}`)}
        width={1366}
        height={768}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        className="h-auto w-full"
      />
    </picture>
  );
}
