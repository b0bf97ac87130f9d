'use client';

import { useToast } from '@jowi/ui/toast';
import { ActionDialog } from '../../form/action-dialog.tsx';
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
    <ActionDialog
      title={t('settings.history.returnTitle', { version: to })}
      text={t('settings.history.returnText')}
      action={t('settings.history.returnTo')}
      busy={settings.isPending}
      act={() =>
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
      onClose={onClose}
    >
      {settings.isError ? <FailureNotice error={settings.error} /> : null}
    </ActionDialog>
  );
}
