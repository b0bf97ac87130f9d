'use client';

import type { StoreItem } from '@jowi/contracts/http/settings';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { useToast } from '@jowi/ui/toast';
import { ChevronRight, Plus, Store } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { useStores } from './settings.query.ts';
import { SettingsSkeleton } from './settings-skeleton.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { StoreCreateDialog } from './store-create.form.tsx';

export function StoreListScreen() {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const stores = useStores();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHead
        title={t('settings.title')}
        actions={
          stores.data?.mayCreate ? (
            <Button onClick={() => setCreating(true)}>
              <Plus size={16} aria-hidden="true" />
              {t('settings.stores.new')}
            </Button>
          ) : undefined
        }
      />
      <SettingsTabs />
      {stores.isError ? (
        <FailureNotice error={stores.error} onRetry={() => void stores.refetch()} />
      ) : stores.data ? (
        <Card className="max-w-3xl divide-y overflow-hidden">
          {stores.data.items.map((store) => (
            <StoreRow key={store.id} store={store} />
          ))}
        </Card>
      ) : (
        <SettingsSkeleton />
      )}
      {creating && stores.data ? (
        <StoreCreateDialog
          stores={stores.data.items}
          onClose={() => setCreating(false)}
          onCreated={({ id, settings: { name } }) => {
            toast({ tone: 'success', title: t('settings.stores.created', { name }) });
            router.push(`/settings/stores/${id}`);
          }}
        />
      ) : null}
    </>
  );
}

function StoreRow({ store }: { store: StoreItem }) {
  const { t } = useWords();
  return (
    <Link
      href={`/settings/stores/${store.id}`}
      className="flex items-center gap-4 px-5 py-4 hover:bg-fill focus-visible:-outline-offset-2"
    >
      <Store size={20} className="shrink-0 text-ink-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 break-words">{store.name}</span>
          {store.isClosed ? <Badge icon>{t('settings.stores.closed')}</Badge> : null}
        </span>
        <span className="block truncate text-sm text-ink-soft">{store.address}</span>
      </span>
      <span className="text-sm whitespace-nowrap text-ink-faint">
        {t('settings.stores.tills', { count: store.tillCount })}
      </span>
      <ChevronRight size={16} className="shrink-0 text-ink-faint" aria-hidden="true" />
    </Link>
  );
}
