'use client';

import { Button } from '@jowi/ui/button';
import { Select } from '@jowi/ui/select';
import { X } from 'lucide-react';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FilterDays } from '../../list/filter-days.tsx';
import { FilterSearch } from '../../list/filter-search.tsx';
import { useTerminals } from '../terminals/terminal.query.ts';
import type { ReceiptFilters } from './receipt.query.ts';

const ALL = 'all';

export function ReceiptFilterRow({
  filters,
  active,
  onChange,
  onReset,
}: {
  filters: ReceiptFilters;
  active: boolean;
  onChange: (changes: Partial<ReceiptFilters>) => void;
  onReset: () => void;
}) {
  const { t } = useWords();
  const terminals = useTerminals().data ?? [];
  const onSearch = useCallback((search: string) => onChange({ search }), [onChange]);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <FilterSearch
        value={filters.search}
        onSettle={onSearch}
        label={t('receipts.search')}
        className="w-full sm:w-80"
      />
      <FilterDays
        from={filters.from}
        to={filters.to}
        fromLabel={t('receipts.from')}
        toLabel={t('receipts.to')}
        onChange={onChange}
      />
      <Select
        aria-label={t('receipts.terminal')}
        className="w-full sm:w-48"
        value={filters.terminalId || ALL}
        onValueChange={(id) => onChange({ terminalId: id === ALL ? '' : id })}
        options={[
          { value: ALL, label: t('receipts.allTerminals') },
          ...terminals.map((terminal) => ({ value: terminal.id, label: terminal.name })),
        ]}
      />
      {active ? (
        <Button variant="ghost" onClick={onReset}>
          <X size={16} aria-hidden="true" />
          {t('list.resetFilters')}
        </Button>
      ) : null}
    </div>
  );
}
