'use client';

import type { Role } from '@jowi/contracts/http/roles';
import { PERMISSIONS } from '@jowi/contracts/permissions';
import { Badge } from '@jowi/ui/badge';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Skeleton } from '@jowi/ui/skeleton';
import { Plus, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMayEverywhere } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useRoles } from './role.query.ts';
import { usePermissionWords, useRoleName } from './role-words.ts';

const SHOWN = 5;

export function RoleListScreen() {
  const { t } = useWords();
  const roles = useRoles();
  const mayManage = useMayEverywhere('roles/manage');
  const own = roles.data?.filter(({ name }) => name !== null) ?? [];
  const base = roles.data?.filter(({ name }) => name === null) ?? [];
  return (
    <>
      <PageHead
        title={t('roles.title')}
        actions={
          mayManage ? (
            <Button asChild>
              <Link href="/roles/new">
                <Plus size={16} aria-hidden="true" />
                {t('roles.new')}
              </Link>
            </Button>
          ) : undefined
        }
      />
      <p className="mb-4 max-w-3xl text-ink-soft">{t('roles.text')}</p>
      {roles.isError && !roles.data ? (
        <FailureNotice error={roles.error} onRetry={() => void roles.refetch()} />
      ) : roles.data === undefined ? (
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {['a', 'b', 'c', 'd', 'e'].map((key) => (
            <Skeleton key={key} className="h-44" />
          ))}
        </div>
      ) : (
        <div className="space-y-6">
          {own.length > 0 ? <Roles title={t('roles.ownTitle')} roles={own} /> : null}
          <Roles title={own.length > 0 ? t('roles.baseTitle') : null} roles={base} />
        </div>
      )}
    </>
  );
}

function Roles({ title, roles }: { title: string | null; roles: readonly Role[] }) {
  return (
    <section>
      {title === null ? null : <h2 className="mb-3 text-base font-semibold">{title}</h2>}
      <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {roles.map((role) => (
          <li key={role.id} className="min-w-0">
            <RoleCard role={role} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RoleCard({ role }: { role: Role }) {
  const { t } = useWords();
  const roleName = useRoleName();
  const words = usePermissionWords();
  const everything = role.permissions.length === PERMISSIONS.length;
  return (
    <Card className="relative flex h-full flex-col gap-3 p-5 hover:border-edge">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="text-base font-semibold break-words">
            <Link href={`/roles/${role.id}`} className="after:absolute after:inset-0 after:rounded-2xl">
              {roleName(role)}
            </Link>
          </h3>
          <p className="text-sm text-ink-faint">
            {role.name === null ? null : `${t('roles.basedOn', { role: t(`common:role.${role.kind}`) })} · `}
            {t('roles.people', { count: role.employeeCount })}
          </p>
        </div>
        {role.isMine ? <Badge tone="primary">{t('roles.mine')}</Badge> : null}
      </div>
      {everything ? (
        <p className="text-sm text-ink-soft">{t('roles.everything')}</p>
      ) : (
        <p className="text-sm text-ink-soft">
          {role.permissions.slice(0, SHOWN).map(words.name).join(' · ')}
          {role.permissions.length > SHOWN ? ` · +${role.permissions.length - SHOWN}` : null}
        </p>
      )}
      {role.secondFactor ? (
        <p className="mt-auto flex items-center gap-1.5 text-xs text-success-ink">
          <ShieldCheck size={14} aria-hidden="true" />
          {t('roles.secondFactor')}
        </p>
      ) : null}
    </Card>
  );
}
