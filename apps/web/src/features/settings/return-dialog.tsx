'use client';

import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useToast } from '@jowi/ui/toast';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useReturnSettings } from './settings.query.ts';

/** Back to an older version: the present one stays in the history, so nothing is lost by it. */
export function ReturnDialog({
  storeId,
  version,
  to,
  onClose,
}: {
  storeId: string | null;
  version: number;
  to: number;
  onClose: () => void;
}) {
  const { t } = useWords();
  const toast = useToast();
  const settings = useReturnSettings(storeId);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('settings.history.returnTitle', { version: to })}
      description={t('settings.history.returnText')}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            busy={settings.isPending}
            onClick={() =>
              settings.mutate(
                { version, to },
                {
                  onSuccess: () => {
                    toast({ tone: 'success', title: t('settings.history.returned', { version: to }) });
                    onClose();
                  },
                },
              )
            }
          >
            {t('settings.history.returnTo')}
          </Button>
        </>
      }
    >
      {settings.isError ? <FailureNotice error={settings.error} /> : null}
    </Dialog>
  );
}
