'use client';

import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMe } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useRoles } from '../roles/role.query.ts';
import { EmployeeForm } from './employee.form.tsx';
import { emptyEmployee, inputOf } from './employee-values.ts';
import { PinShownDialog } from './pin-shown-dialog.tsx';
import { useCreateEmployee } from './staff.query.ts';

export function EmployeeCreateScreen() {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const me = useMe().data;
  const roles = useRoles();
  const create = useCreateEmployee();
  const [color] = useState(() => 1 + Math.floor(Math.random() * 8));
  const [made, setMade] = useState<{ id: string; name: string; pin: string } | null>(null);
  // The one most added.
  const usual =
    roles.data?.find(({ kind, mayGive }) => kind === 'cashier' && mayGive) ??
    roles.data?.find(({ mayGive }) => mayGive);
  const limitedTo =
    me?.allStores === false ? me.stores.flatMap(({ id, isClosed }) => (isClosed ? [] : [id])) : null;
  return (
    <>
      <PageHead title={t('staff.newTitle')} back={{ href: '/staff', label: t('staff.title') }} />
      <div className="max-w-2xl">
        {roles.isError ? (
          <FailureNotice error={roles.error} onRetry={() => void roles.refetch()} />
        ) : me && roles.data ? (
          <EmployeeForm
            initial={emptyEmployee(usual?.id ?? '', color, limitedTo)}
            employee={null}
            save={(values) => create.mutateAsync(inputOf(values))}
            onSaved={({ employee: { id, name }, pin }) => {
              toast({ tone: 'success', title: t('staff.created', { name }) });
              if (pin === null) router.push(`/staff/${id}`);
              else setMade({ id, name, pin });
            }}
          />
        ) : (
          <Skeleton className="h-96" />
        )}
      </div>
      {made ? <PinShownDialog {...made} onClose={() => router.push(`/staff/${made.id}`)} /> : null}
    </>
  );
}
