'use client';

import { Button } from '@jowi/ui/button';
import { ArrowLeft } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';

export function BackButton({ onBack }: { onBack: () => void }) {
  const { t } = useWords();
  return (
    <Button type="button" variant="ghost" onClick={onBack} block>
      <ArrowLeft size={16} aria-hidden="true" />
      {t('signIn.back')}
    </Button>
  );
}
