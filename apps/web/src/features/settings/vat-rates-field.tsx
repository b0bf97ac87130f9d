'use client';

import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { NumericInput } from '@jowi/ui/numeric-input';
import { Plus, X } from 'lucide-react';
import { type Control, Controller, type FieldErrors, useFieldArray } from 'react-hook-form';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { BusinessValues } from './business-values.ts';

const MAX_RATES = 10;

/** The rates a product may have, one a line. */
export function VatRatesField({
  control,
  errors,
}: {
  control: Control<BusinessValues>;
  errors: FieldErrors<BusinessValues>;
}) {
  const { t } = useWords();
  const fieldText = useFieldText();
  const { fields, append, remove } = useFieldArray({ control, name: 'rates' });
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{t('settings.business.rates')}</legend>
      <p className="text-sm text-ink-faint">{t('settings.business.ratesHelp')}</p>
      {fields.map((rate, at) => (
        <div key={rate.id} className="flex items-start gap-2">
          <Field
            label={<span className="sr-only">{t('settings.business.rate', { number: at + 1 })}</span>}
            error={fieldText(errors.rates?.[at]?.percent)}
            className="w-40"
          >
            {(own) => (
              <Controller
                control={control}
                name={`rates.${at}.percent`}
                render={({ field }) => (
                  <NumericInput
                    {...own}
                    ref={field.ref}
                    name={field.name}
                    onBlur={field.onBlur}
                    value={field.value}
                    onValueChange={field.onChange}
                    decimals={2}
                    suffix="%"
                  />
                )}
              />
            )}
          </Field>
          <Button
            variant="ghost"
            square
            className="mt-1.5"
            aria-label={t('settings.business.rateRemove', { rate: `${rate.percent} %` })}
            onClick={() => remove(at)}
          >
            <X size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
      {fields.length < MAX_RATES ? (
        <Button variant="secondary" size="sm" onClick={() => append({ percent: '' })}>
          <Plus size={16} aria-hidden="true" />
          {t('settings.business.rateAdd')}
        </Button>
      ) : null}
    </fieldset>
  );
}
