'use client';

import type { StoreSettingsView } from '@jowi/contracts/http/settings';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { CloseStoreDialog } from './close-store-dialog.tsx';
import { useCloseStore, useSaveStoreSettings, useStoreSettings, useStores } from './settings.query.ts';
import { SettingsHistory } from './settings-history.tsx';
import { SettingsSkeleton } from './settings-skeleton.tsx';
import { StoreForm } from './store-edit.form.tsx';

export function StoreScreen({ id }: { id: string }) {
  const { t } = useWords();
  const store = useStoreSettings(id);
  const mayClose = useStores().data?.mayCreate ?? false;
  return (
    <>
      <PageHead
        title={store.data?.settings.name ?? t('settings.tabStores')}
        badge={store.data?.isClosed ? <Badge icon>{t('settings.stores.closed')}</Badge> : undefined}
        back={{ href: '/settings/stores', label: t('settings.tabStores') }}
        actions={store.data && mayClose ? <OpenOrClose store={store.data} /> : undefined}
      />
      {store.isError ? (
        <FailureNotice error={store.error} onRetry={() => void store.refetch()} />
      ) : store.data ? (
        <Edit store={store.data} reload={() => void store.refetch()} />
      ) : (
        <SettingsSkeleton />
      )}
    </>
  );
}

function Edit({ store, reload }: { store: StoreSettingsView; reload: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const mayManage = useMay('settings/manage');
  const save = useSaveStoreSettings(store.id);
  const [tab, setTab] = useState('place');
  return (
    <>
      {store.isClosed ? (
        <Notice tone="warning" className="mb-4 max-w-2xl">
          {t('settings.store.closedNotice')}
        </Notice>
      ) : mayManage ? null : (
        <Notice tone="info" className="mb-4 max-w-2xl">
          {t('settings.readOnly')}
        </Notice>
      )}
      <StoreForm
        // a newer version from the server starts the form afresh
        key={store.version}
        settings={store.settings}
        readOnly={!mayManage || store.isClosed}
        tab={tab}
        onTab={setTab}
        history={<SettingsHistory storeId={store.id} version={store.version} readOnly={store.isClosed} />}
        save={async (settings) => {
          const saved = await save.mutateAsync({ version: store.version, settings });
          const isSame = saved.version === store.version;
          toast({ tone: 'success', title: t(isSame ? 'settings.unchanged' : 'settings.saved') });
        }}
        failureAction={(error) =>
          error instanceof ApiError && error.is('settings/version-conflict') ? (
            <Button variant="secondary" onClick={reload}>
              {t('settings.reload')}
            </Button>
          ) : null
        }
      />
    </>
  );
}

/** Opening again takes nothing away, so it asks nothing. */
function OpenOrClose({ store }: { store: StoreSettingsView }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const close = useCloseStore(store.id);
  const [asking, setAsking] = useState(false);
  if (!store.isClosed)
    return (
      <>
        <Button variant="outline" onClick={() => setAsking(true)}>
          {t('settings.store.close')}
        </Button>
        {asking ? <CloseStoreDialog store={store} onClose={() => setAsking(false)} /> : null}
      </>
    );
  return (
    <Button
      variant="secondary"
      busy={close.isPending}
      onClick={() =>
        close.mutate(
          { version: store.version, close: false },
          {
            onSuccess: ({ settings: { name } }) =>
              toast({ tone: 'success', title: t('settings.store.reopened', { name }) }),
            onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
          },
        )
      }
    >
      {t('settings.store.reopen')}
    </Button>
  );
}
