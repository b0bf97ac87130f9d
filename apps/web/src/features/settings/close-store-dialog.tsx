'use client';

import type { StoreSettingsView } from '@jowi/contracts/http/settings';
import { useToast } from '@jowi/ui/toast';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useCloseStore } from './settings.query.ts';

/** Names what ends and what stays. */
export function CloseStoreDialog({ store, onClose }: { store: StoreSettingsView; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const close = useCloseStore(store.id);
  const { name } = store.settings;
  return (
    <ActionDialog
      title={t('settings.store.closeTitle', { name })}
      text={t('settings.store.closeText')}
      action={t('settings.store.close')}
      danger
      busy={close.isPending}
      act={() =>
        close.mutate(
          { version: store.version, close: true },
          {
            onSuccess: () => {
              toast({ tone: 'success', title: t('settings.store.closed', { name }) });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {close.isError ? <FailureNotice error={close.error} /> : null}
    </ActionDialog>
  );
}
