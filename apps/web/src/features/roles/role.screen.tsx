'use client';

import type { Role } from '@jowi/contracts/http/roles';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay, useMayEverywhere } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { RoleForm } from './role.form.tsx';
import { useDeleteRole, useRoles, useUpdateRole } from './role.query.ts';
import { updateOf, valuesOf } from './role-values.ts';
import { useRoleName } from './role-words.ts';

export function RoleScreen({ id }: { id: string }) {
  const { t } = useWords();
  const roleName = useRoleName();
  const roles = useRoles();
  const role = roles.data?.find((it) => it.id === id);
  const back = { href: '/roles', label: t('roles.title') };
  return (
    <>
      <PageHead
        title={role ? roleName(role) : t('roles.editTitle')}
        badge={role?.isMine ? <Badge tone="primary">{t('roles.mine')}</Badge> : undefined}
        back={back}
        actions={role?.mayEdit && role.name !== null ? <DeleteButton role={role} /> : undefined}
      />
      {roles.isError && !roles.data ? (
        <FailureNotice error={roles.error} onRetry={() => void roles.refetch()} />
      ) : roles.data === undefined ? (
        <Skeleton className="h-96 max-w-5xl" />
      ) : role === undefined ? (
        <FailureNotice error={new ApiError(404, { code: 'common/not-found' })} />
      ) : (
        <Edit role={role} reload={() => void roles.refetch()} />
      )}
    </>
  );
}

function Edit({ role, reload }: { role: Role; reload: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const roleName = useRoleName();
  const mayManage = useMay('roles/manage');
  const everywhere = useMayEverywhere('roles/manage');
  const update = useUpdateRole(role.id);
  const fixed = role.kind === 'owner' && role.name === null;
  return (
    <>
      {mayManage && !everywhere ? (
        <Notice className="mb-4 max-w-5xl">{t('roles.readOnlyStores')}</Notice>
      ) : fixed ? (
        <Notice className="mb-4 max-w-5xl">{t('roles.ownerFixed')}</Notice>
      ) : mayManage && role.isMine ? (
        <Notice className="mb-4 max-w-5xl">{t('roles.readOnlyMine')}</Notice>
      ) : mayManage && !role.mayEdit ? (
        <Notice className="mb-4 max-w-5xl">{t('roles.readOnlyAbove')}</Notice>
      ) : null}
      <RoleForm
        // a newer version from the server starts the form afresh
        key={role.version}
        initial={valuesOf(role)}
        existing={role}
        readOnly={!role.mayEdit}
        fixed={fixed}
        save={(values) => update.mutateAsync(updateOf(values, role))}
        onSaved={(saved) => toast({ tone: 'success', title: t('roles.saved', { name: roleName(saved) }) })}
        failureAction={(error) =>
          error instanceof ApiError && error.is('roles/version-conflict') ? (
            <Button variant="secondary" onClick={reload}>
              {t('staff.reload')}
            </Button>
          ) : null
        }
      />
    </>
  );
}

/** Cannot be undone, so it asks; while somebody has the role it says why not. */
function DeleteButton({ role }: { role: Role }) {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const remove = useDeleteRole();
  const [asks, setAsks] = useState(false);
  const name = role.name ?? '';
  const inUse = role.employeeCount > 0;
  return (
    <>
      <Button variant="outline" onClick={() => setAsks(true)}>
        <Trash2 size={16} aria-hidden="true" />
        {t('roles.delete')}
      </Button>
      {asks ? (
        <ActionDialog
          title={t('roles.deleteTitle', { name })}
          text={t(inUse ? 'roles.inUse' : 'roles.deleteText')}
          action={t('roles.delete')}
          danger
          disabled={inUse}
          busy={remove.isPending}
          act={() =>
            remove.mutate(role, {
              onSuccess: () => {
                toast({ tone: 'success', title: t('roles.deleted', { name }) });
                router.push('/roles');
              },
            })
          }
          onClose={() => {
            setAsks(false);
            remove.reset();
          }}
        >
          {remove.isError ? <FailureNotice error={remove.error} /> : null}
        </ActionDialog>
      ) : null}
    </>
  );
}
