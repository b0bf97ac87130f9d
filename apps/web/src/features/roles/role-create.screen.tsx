'use client';

import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { useRouter } from 'next/navigation';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMe } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { RoleForm } from './role.form.tsx';
import { useCreateRole, useRoles } from './role.query.ts';
import { inputOf, valuesFrom } from './role-values.ts';
import { useRoleName } from './role-words.ts';

export function RoleCreateScreen() {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const roleName = useRoleName();
  const me = useMe().data;
  const roles = useRoles();
  const create = useCreateRole();
  const cashiers = roles.data?.find(({ kind, name }) => kind === 'cashier' && name === null);
  return (
    <>
      <PageHead title={t('roles.newTitle')} back={{ href: '/roles', label: t('roles.title') }} />
      {roles.isError ? (
        <FailureNotice error={roles.error} onRetry={() => void roles.refetch()} />
      ) : me && roles.data ? (
        <RoleForm
          initial={valuesFrom('cashier', cashiers, new Set(me.permissions))}
          existing={null}
          save={(values) => create.mutateAsync(inputOf(values))}
          onSaved={(role) => {
            toast({ tone: 'success', title: t('roles.created', { name: roleName(role) }) });
            router.push('/roles');
          }}
        />
      ) : (
        <Skeleton className="h-96 max-w-5xl" />
      )}
    </>
  );
}
