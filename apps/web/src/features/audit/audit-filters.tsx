'use client';

import { AUDIT_GROUPS } from '@jowi/contracts/audit';
import { Button } from '@jowi/ui/button';
import { Select } from '@jowi/ui/select';
import { X } from 'lucide-react';
import { useCallback } from 'react';
import { FilterDays } from '../../list/filter-days.tsx';
import { FilterSearch } from '../../list/filter-search.tsx';
import { type AuditFilters, useAuditActors } from './audit.query.ts';
import { useAuditWords } from './use-audit-words.ts';

const ALL = 'all';

export function AuditFilterRow({
  filters,
  active,
  onChange,
  onReset,
}: {
  filters: AuditFilters;
  active: boolean;
  onChange: (changes: Partial<AuditFilters>) => void;
  onReset: () => void;
}) {
  const { t, place } = useAuditWords();
  const actors = useAuditActors().data?.items ?? [];
  const onSearch = useCallback((text: string) => onChange({ text }), [onChange]);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <FilterSearch
        value={filters.text}
        onSettle={onSearch}
        label={t('page.search')}
        className="w-full sm:w-56"
      />
      <FilterDays
        from={filters.from}
        to={filters.to}
        fromLabel={t('page.from')}
        toLabel={t('page.to')}
        narrow
        onChange={onChange}
      />
      <Select
        aria-label={t('page.group')}
        className="w-full sm:w-44"
        value={filters.group || ALL}
        onValueChange={(group) => onChange({ group: group === ALL ? '' : group })}
        options={[
          { value: ALL, label: t('page.allGroups') },
          ...AUDIT_GROUPS.map((group) => ({ value: group, label: place('group', group) })),
        ]}
      />
      <Select
        aria-label={t('page.actor')}
        className="w-full sm:w-52"
        value={filters.actorId || ALL}
        onValueChange={(id) => onChange({ actorId: id === ALL ? '' : id })}
        options={[
          { value: ALL, label: t('page.allPeople') },
          ...actors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {filters.subjectId ? (
        <span className="inline-flex h-10 max-w-full items-center gap-1 rounded-lg bg-primary-quiet pr-1 pl-3 text-sm text-on-primary-quiet">
          <span className="truncate">
            {t('page.only', { name: filters.subjectName || place('subject', filters.subjectKind) })}
          </span>
          <Button
            variant="ghost"
            size="sm"
            square
            aria-label={t('page.everything')}
            onClick={() => onChange({ subjectKind: '', subjectId: '', subjectName: '' })}
          >
            <X size={16} aria-hidden="true" />
          </Button>
        </span>
      ) : null}
      {active ? (
        <Button variant="ghost" onClick={onReset}>
          <X size={16} aria-hidden="true" />
          {t('web:list.resetFilters')}
        </Button>
      ) : null}
    </div>
  );
}
