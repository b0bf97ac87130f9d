'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { Wrench } from 'lucide-react';
import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** A bug reached the screen: no stack for the person, the stack for the console. */
export function Broken({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useWords();
  useEffect(() => console.error(error), [error]);
  return (
    <EmptyState
      icon={Wrench}
      title={t('failure.brokenTitle')}
      text={t('failure.brokenText')}
      actions={<Button onClick={onRetry}>{t('common:action.retry')}</Button>}
    />
  );
}
