'use client';

import { cn } from '@jowi/ui/cn';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';

export type ShotName = 'till' | 'today' | 'lots';

/** Which part of it a phone shows: a whole screen would be too small to read there. */
const PHONE_PART: Readonly<Record<ShotName, string>> = {
  till: 'max-sm:w-[262%] max-sm:-ml-[162%]',
  today: 'max-sm:w-[250%] max-sm:-ml-[44%]',
  lots: 'max-sm:w-[250%] max-sm:-ml-[44%]',
};

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
  const { language } = usePreferences();
  const file = (shade: 'light' | 'dark') => `/landing/${name}-${language}-${shade}.webp`;
  return (
    <div className={cn('overflow-hidden rounded-2xl border bg-card shadow-float', className)}>
      {(['light', 'dark'] as const).map((shade) => (
        // biome-ignore lint/performance/noImgElement: made small already, and its server need not be asked
        <img
          key={`${language}-${shade}`}
          src={file(shade)}
          alt={t(`landing.shot.${name}`)}
          width={1366}
          height={768}
          // Lazy also where it shows at once: the one of the other theme has no box and is never fetched.
          loading="lazy"
          fetchPriority={eager ? 'high' : 'auto'}
          className={cn(
            'h-auto w-full max-sm:max-w-none',
            shade === 'light' ? 'shot-light' : 'shot-dark',
            PHONE_PART[name],
          )}
        />
      ))}
    </div>
  );
}
