'use client';

import type { StoreSettingsView } from '@jowi/contracts/http/settings';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { useToast } from '@jowi/ui/toast';
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
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('settings.store.closeTitle', { name })}
      description={t('settings.store.closeText')}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            variant="danger"
            busy={close.isPending}
            onClick={() =>
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
          >
            {t('settings.store.close')}
          </Button>
        </>
      }
    >
      {close.isError ? <FailureNotice error={close.error} /> : null}
    </Dialog>
  );
}
