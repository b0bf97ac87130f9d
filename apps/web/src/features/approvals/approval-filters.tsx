'use client';

import { Button } from '@jowi/ui/button';
import { DateInput } from '@jowi/ui/date-input';
import { Select } from '@jowi/ui/select';
import { X } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
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
      <div className="flex w-full items-center gap-2 sm:w-auto">
        <Day label={t('receipts.from')} value={filters.from} onChange={(from) => onChange({ from })} />
        <span className="text-ink-faint" aria-hidden="true">
          –
        </span>
        <Day label={t('receipts.to')} value={filters.to} onChange={(to) => onChange({ to })} />
      </div>
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

function Day({ label, value, onChange }: { label: string; value: string; onChange: (date: string) => void }) {
  const { t } = useWords();
  return (
    <span className="min-w-0 flex-1 sm:w-40 sm:flex-none">
      <DateInput
        aria-label={label}
        title={label}
        placeholder={t('common:date.placeholder')}
        calendarLabel={t('common:date.calendar')}
        value={value}
        onValueChange={onChange}
      />
    </span>
  );
}
