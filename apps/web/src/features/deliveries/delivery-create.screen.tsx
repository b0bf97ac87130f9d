'use client';

import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { DeliveryForm } from './delivery-create.form.tsx';

export function DeliveryCreateScreen() {
  const { t } = useWords();
  const me = useMe();
  return (
    <>
      <PageHead
        title={t('deliveryForm.title')}
        back={{ href: '/deliveries', label: t('deliveries.title') }}
      />
      {me.data ? (
        <DeliveryForm stores={me.data.stores.filter(({ isClosed }) => !isClosed)} />
      ) : (
        <Card className="space-y-4 p-5">
          <Skeleton className="h-10" />
          <Skeleton className="h-40" />
        </Card>
      )}
    </>
  );
}
