'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { MapPinOff } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '../i18n/use-words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <main className="grid min-h-dvh place-items-center">
      <title>{`${t('failure.notFoundTitle')} · JOWi Shop`}</title>
      <EmptyState
        icon={MapPinOff}
        title={t('failure.notFoundTitle')}
        text={t('failure.notFoundText')}
        actions={
          <Button asChild>
            <Link href="/">{t('failure.toToday')}</Link>
          </Button>
        }
      />
    </main>
  );
}
