'use client';

import { Button } from '@jowi/ui/button';
import { EmptyState } from '@jowi/ui/empty-state';
import { NumericInput } from '@jowi/ui/numeric-input';
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeader, TableRow } from '@jowi/ui/table';
import { ScanBarcode, Trash2 } from 'lucide-react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { MONEY_DIGITS, QTY_DIGITS, toWire } from '../../form/decimal-text.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type DeliveryLineValues, type DeliveryValues, unitCostTiyin } from './delivery-values.ts';

type Line = DeliveryLineValues & { id: string };

export function DeliveryLines({
  lines,
  onRemove,
}: {
  lines: readonly Line[];
  onRemove: (at: number) => void;
}) {
  const { t } = useWords();
  if (lines.length === 0) {
    return (
      <EmptyState
        icon={ScanBarcode}
        title={t('deliveryForm.emptyTitle')}
        text={t('deliveryForm.emptyText')}
      />
    );
  }
  return (
    <TableFrame className="mt-4 -mx-5 w-auto">
      <Table>
        <TableHead className="max-sm:hidden">
          <tr>
            <TableHeader>{t('deliveryForm.product')}</TableHeader>
            <TableHeader numeric>{t('deliveryForm.qty')}</TableHeader>
            <TableHeader numeric>{t('deliveryForm.cost')}</TableHeader>
            <TableHeader numeric>{t('deliveryForm.unitCost')}</TableHeader>
            <TableHeader />
          </tr>
        </TableHead>
        <TableBody>
          {lines.map((line, at) => (
            <LineRow key={line.id} line={line} at={at} onRemove={() => onRemove(at)} />
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

function LineRow({ line, at, onRemove }: { line: Line; at: number; onRemove: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const name = format.name({ ru: line.nameRu, uz: line.nameUz });
  return (
    // on a phone a line folds: name over its two figures
    <TableRow className="max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-start max-sm:border-b max-sm:pb-3 max-sm:[&>td]:h-auto max-sm:[&>td]:border-0">
      <TableCell className="min-w-44 py-3 align-top font-medium max-sm:w-full max-sm:pb-1">{name}</TableCell>
      <TableCell className="w-40 min-w-32 align-top max-sm:w-32 max-sm:min-w-0 max-sm:pl-5">
        <Amount
          at={at}
          part="qty"
          label={`${t('deliveryForm.qty')}: ${name}`}
          decimals={line.unit === 'piece' ? 0 : QTY_DIGITS}
          suffix={t(`common:unit.${line.unit}`)}
        />
      </TableCell>
      <TableCell className="w-48 min-w-40 align-top max-sm:w-auto max-sm:min-w-0 max-sm:flex-1">
        <Amount
          at={at}
          part="cost"
          label={`${t('deliveryForm.cost')}: ${name}`}
          decimals={MONEY_DIGITS}
          suffix={format.currency}
        />
      </TableCell>
      <TableCell numeric className="py-3 align-top text-ink-soft max-sm:hidden">
        <UnitCost at={at} />
      </TableCell>
      <TableCell className="w-12 py-2 text-right align-top">
        <Button
          variant="ghost"
          size="sm"
          square
          aria-label={t('deliveryForm.remove', { name })}
          onClick={onRemove}
        >
          <Trash2 size={16} />
        </Button>
      </TableCell>
    </TableRow>
  );
}

function Amount({
  at,
  part,
  label,
  decimals,
  suffix,
}: {
  at: number;
  part: 'qty' | 'cost';
  label: string;
  decimals: number;
  suffix: string;
}) {
  const fieldText = useFieldText();
  const { control } = useFormContext<DeliveryValues>();
  return (
    <Controller
      control={control}
      name={`lines.${at}.${part}`}
      render={({ field, fieldState }) => (
        <>
          <NumericInput
            aria-label={label}
            aria-invalid={fieldState.error ? true : undefined}
            ref={field.ref}
            name={field.name}
            onBlur={field.onBlur}
            value={field.value}
            onValueChange={field.onChange}
            decimals={decimals}
            suffix={suffix}
            className="h-9"
          />
          {fieldState.error ? (
            <p className="mt-1 text-xs text-danger-ink">{fieldText(fieldState.error)}</p>
          ) : null}
        </>
      )}
    />
  );
}

function UnitCost({ at }: { at: number }) {
  const format = useFormat();
  const { control } = useFormContext<DeliveryValues>();
  const line = useWatch({ control, name: `lines.${at}` });
  const qtyMilli = toWire(line?.qty ?? '', QTY_DIGITS);
  const costTiyin = toWire(line?.cost ?? '', MONEY_DIGITS);
  if (qtyMilli === null || costTiyin === null || qtyMilli === '0') return '—';
  return format.amount(unitCostTiyin(qtyMilli, costTiyin));
}
