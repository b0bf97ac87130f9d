'use client';

import { Button } from '@jowi/ui/button';
import { useWords } from '../../i18n/use-words.ts';

/** At the foot of a form, always in sight. */
export function SaveBar({ busy, hasErrors, note }: { busy: boolean; hasErrors: boolean; note: string }) {
  const { t } = useWords();
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-3 bg-page/95 px-1 py-3 backdrop-blur">
      <Button type="submit" busy={busy} hotkey="Ctrl S">
        {t('common:action.save')}
      </Button>
      <span className={`text-sm ${hasErrors ? 'text-danger-ink' : 'text-ink-faint'}`}>
        {hasErrors ? t('form.checkFields') : note}
      </span>
    </div>
  );
}
