'use client';

import type { QuestionMeaning, ReceiptWhere } from '@jowi/contracts/http/receipt-where';
import { businessDateOf } from '@jowi/domain/time';
import { Badge } from '@jowi/ui/badge';
import { cn } from '@jowi/ui/cn';
import { DateInput } from '@jowi/ui/date-input';
import { Select } from '@jowi/ui/select';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTerminals } from '../terminals/terminal.query.ts';
import type { WhereFilters } from './receipt-where.query.ts';

const ALL = 'all';
type Understood = ReceiptWhere['understood'];

/** How the question was taken, and the places where one says that it was meant otherwise. */
export function WhereUnderstood({
  understood,
  filters,
  onChange,
}: {
  understood: Understood;
  filters: WhereFilters;
  onChange: (changes: Partial<WhereFilters>) => void;
}) {
  const { t } = useWords();
  const { span, readings, meanings } = understood;
  const words = useMeaningWords(understood);
  const terminals = useTerminals().data ?? [];
  if (readings.length === 0 && !span) return null;
  const chips = readings.length > 0 ? readings.map(({ as }) => as) : (['time'] as const);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-soft">{t('where.understood')}:</span>
      {chips.map((as) =>
        chips.length > 1 ? (
          <button
            key={as}
            type="button"
            aria-pressed={filters.as === as}
            title={t('where.onlyThis')}
            onClick={() => onChange({ as: filters.as === as ? '' : as })}
            className={cn(
              'inline-flex h-9 items-center rounded-lg px-3 text-sm font-medium',
              meanings.includes(as)
                ? 'bg-primary-quiet text-on-primary-quiet'
                : 'bg-fill text-ink-soft line-through hover:text-ink',
            )}
          >
            {words.meaning(as)}
          </button>
        ) : (
          <Badge key={as} tone="primary" className="h-9 rounded-lg px-3 text-sm whitespace-normal">
            {words.meaning(as)}
          </Badge>
        ),
      )}
      {span && chips[0] !== 'time' ? (
        <Badge tone="neutral" className="h-9 rounded-lg px-3 text-sm">
          {words.span(span)}
        </Badge>
      ) : null}
      <div className="flex w-full flex-wrap gap-2 sm:ml-auto sm:w-auto">
        <DateInput
          aria-label={t('where.day')}
          calendarLabel={t('common:date.calendar')}
          placeholder={t('common:date.placeholder')}
          className="w-full sm:w-40"
          value={filters.day || (span ? businessDateOf(span.fromMs) : '')}
          onValueChange={(day) => onChange({ day })}
        />
        <Select
          aria-label={t('receipts.terminal')}
          className="w-full sm:w-44"
          value={filters.terminalId || ALL}
          onValueChange={(id) => onChange({ terminalId: id === ALL ? '' : id })}
          options={[
            { value: ALL, label: t('receipts.allTerminals') },
            ...terminals.map((terminal) => ({ value: terminal.id, label: terminal.name })),
          ]}
        />
      </div>
    </div>
  );
}

function useMeaningWords({ readings, span }: Understood) {
  const { t } = useWords();
  const format = useFormat();
  const spanWords = ({ precision, fromMs }: NonNullable<Understood['span']>) =>
    t(`where.span.${precision}`, { date: format.date(fromMs), time: format.time(fromMs) });
  return {
    span: spanWords,
    meaning(as: QuestionMeaning): string {
      const reading = readings.find((it) => it.as === as);
      if (reading?.as === 'number') return t('where.meaning.number', { number: reading.receiptNumber });
      if (reading?.as === 'sum')
        return t('where.meaning.sum', { sum: `${format.amount(reading.totalTiyin)} ${format.currency}` });
      if (reading?.as === 'fiscal-number') return t('where.meaning.fiscal-number', { text: reading.text });
      if (as === 'time' && span) return spanWords(span);
      return t(as === 'id' ? 'where.meaning.id' : 'where.meaning.fiscal');
    },
  };
}
