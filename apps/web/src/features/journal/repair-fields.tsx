'use client';

import type { QuarantineEntry } from '@jowi/contracts/http/journal';
import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { Select } from '@jowi/ui/select';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { ProductPicker } from '../deliveries/product-picker.tsx';
import { partsToChange, type RepairValues } from './repair-choice.ts';

const KEEP = 'keep';

/** What the sale is given to: only what the chosen action lets one change. */
export function RepairFields({
  entry,
  values,
  onChange,
}: {
  entry: QuarantineEntry;
  values: RepairValues;
  onChange: (changes: Partial<RepairValues>) => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const parts = partsToChange(entry, values.action);
  const keep = { value: KEEP, label: t('journal.keep') };
  const isShiftLost = entry.sale?.shiftNumber === null;
  const names = new Map(entry.sale?.lines.map((line) => [line.productId, format.name(line.name)]));
  return (
    <div className="space-y-4 empty:hidden">
      {parts.products
        ? entry.products.map((product) => (
            <ProductField
              key={product.productId}
              label={t('journal.toProduct', { name: names.get(product.productId) ?? '' })}
              product={product}
              chosen={values.products[product.productId]}
              onChoose={(chosen) =>
                onChange({ products: { ...values.products, [product.productId]: chosen } })
              }
            />
          ))
        : null}
      {parts.shift ? (
        <Field label={t('journal.toShift')}>
          {(control) => (
            <Select
              {...control}
              value={values.shiftId || (isShiftLost ? '' : KEEP)}
              placeholder={t('journal.choose')}
              onValueChange={(id) => onChange({ shiftId: id === KEEP ? '' : id })}
              options={[
                ...(isShiftLost ? [] : [keep]),
                ...entry.shifts.map((shift) => ({
                  value: shift.id,
                  label: `${t('journal.shiftNumber', { number: shift.shiftNumber })}, ${format.dateTime(shift.openedAtMs)}`,
                })),
              ]}
            />
          )}
        </Field>
      ) : null}
      {parts.employee ? (
        <Field label={t('journal.toEmployee')}>
          {(control) => (
            <Select
              {...control}
              value={values.employeeId || KEEP}
              onValueChange={(id) => onChange({ employeeId: id === KEEP ? '' : id })}
              options={[keep, ...entry.employees.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}

function ProductField({
  label,
  product,
  chosen,
  onChoose,
}: {
  label: string;
  product: QuarantineEntry['products'][number];
  chosen: RepairValues['products'][string] | undefined;
  onChoose: (chosen: { id: string; name: string }) => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const [isSearching, setSearching] = useState(!chosen);
  const [failure, setFailure] = useState<unknown>(null);
  const others = product.candidates.filter(({ id }) => id !== chosen?.id);
  return (
    <div className="space-y-1.5">
      <p className="text-sm font-medium">{label}</p>
      {isSearching ? (
        <ProductPicker
          onPick={(picked) => {
            onChoose({ id: picked.id, name: format.name(picked.name) });
            setSearching(false);
          }}
          onFailure={setFailure}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-words rounded-lg bg-fill px-3 py-2 text-sm font-medium">
            {chosen?.name ?? ''}
          </span>
          {others.map((it) => (
            <Button
              key={it.id}
              size="sm"
              variant="outline"
              onClick={() => onChoose({ id: it.id, name: format.name(it.name) })}
            >
              {format.name(it.name)}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => setSearching(true)}>
            {t('journal.otherProduct')}
          </Button>
        </div>
      )}
      {failure ? <FailureNotice error={failure} /> : null}
    </div>
  );
}
