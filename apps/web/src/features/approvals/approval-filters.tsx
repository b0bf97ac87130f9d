'use client';

import { Button } from '@jowi/ui/button';
import { Select } from '@jowi/ui/select';
import { X } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { FilterDays } from '../../list/filter-days.tsx';
import { useMe } from '../../session/session.query.ts';
import type { ApprovalFilters } from './approval.query.ts';

const ALL = 'all';

export type ApprovalFilterRowProps = {
  filters: ApprovalFilters;
  active: boolean;
  onChange: (changes: Partial<ApprovalFilters>) => void;
  onReset: () => void;
};

export function ApprovalFilterRow({ filters, active, onChange, onReset }: ApprovalFilterRowProps) {
  const { t } = useWords();
  const stores = useMe().data?.stores ?? [];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <FilterDays
        from={filters.from}
        to={filters.to}
        fromLabel={t('receipts.from')}
        toLabel={t('receipts.to')}
        onChange={onChange}
      />
      {stores.length > 1 ? (
        <Select
          aria-label={t('terminals.store')}
          className="w-full sm:w-56"
          value={filters.storeId || ALL}
          onValueChange={(id) => onChange({ storeId: id === ALL ? '' : id })}
          options={[
            { value: ALL, label: t('approvals.allStores') },
            ...stores.map((store) => ({ value: store.id, label: store.name })),
          ]}
        />
      ) : null}
      {active ? (
        <Button variant="ghost" onClick={onReset}>
          <X size={16} aria-hidden="true" />
          {t('list.resetFilters')}
        </Button>
      ) : null}
    </div>
  );
}
