'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { SearchX } from 'lucide-react';
import { useWords } from '../i18n/use-words.ts';

/** The filters left nothing: a different thing from there being nothing. */
export function NothingFound({ onReset }: { onReset: () => void }) {
  const { t } = useWords();
  return (
    <EmptyState
      icon={SearchX}
      title={t('list.nothingFound')}
      text={t('list.nothingFoundText')}
      actions={
        <Button variant="secondary" onClick={onReset}>
          {t('list.resetFilters')}
        </Button>
      }
    />
  );
}
