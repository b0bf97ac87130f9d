'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { Segmented } from '@jowi/ui/segmented';
import { Select } from '@jowi/ui/select';
import { Plus, UserRoundX, Users } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FilterSearch } from '../../list/filter-search.tsx';
import { ListTable } from '../../list/list-table.tsx';
import { NothingFound } from '../../list/nothing-found.tsx';
import { useUrlFilters } from '../../list/use-url-filters.ts';
import { useMay, useMe } from '../../session/session.query.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { useRoles } from '../roles/role.query.ts';
import { useRoleName } from '../roles/role-words.ts';
import { useStaffList } from './staff.query.ts';
import { useStaffColumns } from './staff-columns.table.tsx';

const filterNames = ['search', 'state', 'roleId', 'storeId'] as const;
const ANY = 'any';

export function StaffListScreen() {
  const { t } = useWords();
  const { filters, set, reset } = useUrlFilters(filterNames);
  const list = useStaffList(filters);
  const columns = useStaffColumns();
  const roles = useRoles().data ?? [];
  const roleName = useRoleName();
  const stores = useMe().data?.stores ?? [];
  const onSearch = useCallback((search: string) => set({ search }), [set]);
  const create = useMay('staff/manage') ? (
    <Button asChild>
      <Link href="/staff/new">
        <Plus size={16} aria-hidden="true" />
        {t('staff.new')}
      </Link>
    </Button>
  ) : undefined;

  return (
    <>
      <PageHead title={t('staff.title')} actions={create} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <FilterSearch value={filters.search} onSettle={onSearch} label={t('staff.search')} />
        <Select
          aria-label={t('staff.role')}
          className="min-w-0 flex-1 sm:w-44 sm:flex-none"
          value={filters.roleId || ANY}
          onValueChange={(roleId) => set({ roleId: roleId === ANY ? '' : roleId })}
          options={[
            { value: ANY, label: t('staff.anyRole') },
            ...roles.map((role) => ({ value: role.id, label: roleName(role) })),
          ]}
        />
        {stores.length > 1 ? (
          <Select
            aria-label={t('staff.store')}
            className="min-w-0 flex-1 sm:w-52 sm:flex-none"
            value={filters.storeId || ANY}
            onValueChange={(storeId) => set({ storeId: storeId === ANY ? '' : storeId })}
            options={[
              { value: ANY, label: t('staff.anyStore') },
              ...stores.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        <Segmented
          aria-label={t('staff.show')}
          value={filters.state === 'suspended' ? 'suspended' : 'active'}
          onValueChange={(state) => set({ state: state === 'suspended' ? state : '' })}
          options={[
            { value: 'active', label: t('staff.active') },
            { value: 'suspended', label: t('staff.suspended') },
          ]}
        />
      </div>
      <ListTable
        list={list}
        columns={columns}
        rowId={(employee) => employee.id}
        href={(employee) => `/staff/${employee.id}`}
        label={t('staff.title')}
        empty={
          filters.search || filters.roleId || filters.storeId ? (
            <NothingFound onReset={reset} />
          ) : filters.state ? (
            <EmptyState icon={UserRoundX} title={t('staff.emptySuspended')} />
          ) : (
            <EmptyState
              icon={Users}
              title={t('staff.emptyTitle')}
              text={t('staff.emptyText')}
              actions={create}
            />
          )
        }
      />
    </>
  );
}
