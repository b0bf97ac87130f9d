'use client';

import type { Employee } from '@jowi/contracts/http/staff';
import { formatPhone } from '@jowi/i18n/format';
import { Avatar } from '@jowi/ui/avatar';
import { Badge, StatusDot } from '@jowi/ui/badge';
import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useMe } from '../../session/session.query.ts';
import { useRoleName } from '../roles/role-words.ts';

const column = createColumnHelper<Employee>();

export function useStaffColumns() {
  const { t } = useWords();
  const roleName = useRoleName();
  const stores = useMe().data?.stores;
  return useMemo(() => {
    const role = ({ roleKind: kind, roleName: name }: Employee) => roleName({ kind, name });
    return [
      column.accessor('name', {
        header: t('staff.name'),
        meta: { className: 'min-w-44' },
        cell: ({ row: { original }, getValue }) => (
          <span className="flex items-center gap-3">
            <Avatar name={getValue()} color={original.color} />
            <span className="min-w-0">
              <Link
                href={`/staff/${original.id}`}
                className="font-medium text-ink group-hover/row:text-primary-ink"
              >
                {getValue()}
              </Link>
              {original.isMe ? (
                <span className="ml-2 text-xs whitespace-nowrap text-ink-faint">{t('staff.you')}</span>
              ) : null}
              <span className="block text-xs text-ink-faint md:hidden">{role(original)}</span>
            </span>
          </span>
        ),
      }),
      column.accessor(role, {
        id: 'role',
        header: t('staff.role'),
        meta: { className: 'hidden md:table-cell whitespace-nowrap' },
      }),
      ...(stores && stores.length > 1
        ? [
            column.accessor('storeIds', {
              header: t('staff.stores'),
              meta: { className: 'hidden lg:table-cell text-ink-soft' },
              cell: ({ getValue }) => {
                const ids = getValue();
                if (ids === null) return t('staff.allStores');
                return stores
                  .filter(({ id }) => ids.includes(id))
                  .map(({ name }) => name)
                  .join(', ');
              },
            }),
          ]
        : []),
      column.accessor('phone', {
        header: t('staff.phone'),
        meta: { className: 'hidden xl:table-cell whitespace-nowrap tabular-nums text-ink-soft' },
        cell: ({ getValue }) => {
          const phone = getValue();
          return phone === null ? '—' : formatPhone(phone);
        },
      }),
      column.accessor('hasPin', {
        header: t('staff.pin'),
        meta: { className: 'hidden sm:table-cell whitespace-nowrap' },
        cell: ({ getValue }) => (
          <StatusDot
            tone={getValue() ? 'success' : 'neutral'}
            label={t(getValue() ? 'staff.pinSet' : 'staff.pinNone')}
          />
        ),
      }),
      column.display({
        id: 'access',
        header: t('staff.access'),
        meta: { className: 'whitespace-nowrap' },
        cell: ({ row }) => <Access employee={row.original} />,
      }),
    ];
  }, [t, roleName, stores]);
}

/** Whether she can sign in to the back office. */
export function Access({ employee: { active, hasAccount, invitation } }: { employee: Employee }) {
  const { t } = useWords();
  if (!active)
    return (
      <Badge tone="danger" icon>
        {t('staff.isSuspended')}
      </Badge>
    );
  if (hasAccount) return <StatusDot tone="success" label={t('staff.hasAccount')} />;
  if (invitation?.expired) return <StatusDot tone="warning" label={t('staff.inviteExpired')} />;
  if (invitation) return <StatusDot tone="info" label={t('staff.invited')} />;
  return <StatusDot label={t('staff.noAccount')} />;
}
