'use client';

import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useWords } from '../../i18n/use-words.ts';

/** The PIN that was made, this once: it is kept hashed and nobody can read it again. */
export function PinShownDialog({ name, pin, onClose }: { name: string; pin: string; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('staff.pinShownTitle', { name })}
      description={t('staff.pinShownText')}
      closeLabel={t('common:action.close')}
      footer={<Button onClick={onClose}>{t('staff.pinDone')}</Button>}
    >
      <p className="rounded-2xl bg-fill px-4 py-6 text-center font-mono text-5xl font-semibold tracking-[0.3em] text-ink">
        {pin}
      </p>
    </Dialog>
  );
}
