'use client';

import { Button } from '@jowi/ui/button';
import { ListChecks } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { useGuide, useHideGuide } from './guide.query.ts';
import { isFinished } from './guide-steps.ts';

/** Brings the guide back for as long as there is something left to do. */
export function GuideButton() {
  const { t } = useWords();
  const guide = useGuide().data;
  const hide = useHideGuide();
  if (!guide?.hidden || isFinished(guide)) return null;
  return (
    <Button variant="ghost" onClick={() => hide.mutate(false)} busy={hide.isPending}>
      <ListChecks size={16} aria-hidden="true" />
      {t('guide.show')}
    </Button>
  );
}
