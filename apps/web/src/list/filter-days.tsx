'use client';

import { DateInput } from '@jowi/ui/date-input';
import { useWords } from '../i18n/use-words.ts';

/** A period of days, either end open; days as 'YYYY-MM-DD', '' = open. */
export function FilterDays({
  from,
  to,
  fromLabel,
  toLabel,
  narrow = false,
  onChange,
}: {
  from: string;
  to: string;
  fromLabel: string;
  toLabel: string;
  /** Beside many other filters. */
  narrow?: boolean;
  onChange: (change: { from: string } | { to: string }) => void;
}) {
  const { t } = useWords();
  const day = (label: string, value: string, onValueChange: (date: string) => void) => (
    <span className={`min-w-0 flex-1 sm:flex-none ${narrow ? 'sm:w-36' : 'sm:w-40'}`}>
      <DateInput
        aria-label={label}
        title={label}
        placeholder={t('common:date.placeholder')}
        calendarLabel={t('common:date.calendar')}
        value={value}
        onValueChange={onValueChange}
      />
    </span>
  );
  return (
    <div className="flex w-full items-center gap-2 sm:w-auto">
      {day(fromLabel, from, (date) => onChange({ from: date }))}
      <span className="text-ink-faint" aria-hidden="true">
        –
      </span>
      {day(toLabel, to, (date) => onChange({ to: date }))}
    </div>
  );
}
