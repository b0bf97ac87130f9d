'use client';

import { Field } from '@jowi/ui/field';
import { NumericInput } from '@jowi/ui/numeric-input';
import { type Control, Controller, type FieldErrors, useWatch } from 'react-hook-form';
import { useFieldText } from '../../form/use-field-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ChoiceField } from './choice-field.tsx';
import { SettingsSection } from './settings-section.tsx';
import { NEGATIVE_STOCK_CHOICES, type StoreValues } from './store-values.ts';

/** Tiyin: whole sums that people round to. */
const CASH_ROUNDINGS = ['0', '5000', '10000', '50000', '100000'];
const ROUNDINGS = ['floor', 'half-up', 'half-even', 'ceil'] as const;

type Props = { control: Control<StoreValues>; errors: FieldErrors<StoreValues> };

/** How the tills of the store count, and how far they go. */
export function SellingSection({ control, errors }: Props) {
  const { t } = useWords();
  const format = useFormat();
  const fieldText = useFieldText();
  const [cashRounding, negativeStock] = useWatch({ control, name: ['cashRounding', 'negativeStock'] });
  const roundings = ROUNDINGS.map((value) => ({ value, label: t(`settings.store.rounding.${value}`) }));
  // one that was set by other means stays to be chosen
  const cashRoundings = CASH_ROUNDINGS.includes(cashRounding)
    ? CASH_ROUNDINGS
    : [...CASH_ROUNDINGS, cashRounding];
  return (
    <div className="max-w-2xl space-y-4">
      <SettingsSection title={t('settings.store.roundingTitle')}>
        <ChoiceField
          control={control}
          name="cashRounding"
          label={t('settings.store.cashRounding')}
          help={t('settings.store.cashRoundingHelp')}
          error={fieldText(errors.cashRounding)}
          options={cashRoundings.map((value) => ({
            value,
            label:
              value === '0'
                ? t('settings.store.cashRounding0')
                : t('settings.store.cashRoundingTo', { sum: format.amount(value) }),
          }))}
          className="max-w-xs"
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <ChoiceField
            control={control}
            name="vatPer"
            label={t('settings.store.vatPer')}
            options={[
              { value: 'line', label: t('settings.store.vatPerLine') },
              { value: 'receipt', label: t('settings.store.vatPerReceipt') },
            ]}
          />
          <ChoiceField
            control={control}
            name="vatRounding"
            label={t('settings.store.vatRounding')}
            options={roundings}
          />
          <ChoiceField
            control={control}
            name="lineRounding"
            label={t('settings.store.lineRounding')}
            options={roundings}
          />
        </div>
      </SettingsSection>
      <SettingsSection title={t('settings.store.stockTitle')}>
        <ChoiceField
          control={control}
          name="negativeStock"
          label={t('settings.store.negativeStock')}
          help={t(`settings.store.negativeHelp.${negativeStock}`)}
          options={NEGATIVE_STOCK_CHOICES.map((value) => ({
            value,
            label: t(`settings.store.negative.${value}`),
          }))}
          className="max-w-xs"
        />
      </SettingsSection>
      <SettingsSection title={t('settings.store.limitsTitle')} text={t('settings.store.limitsText')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <LimitField control={control} errors={errors} name="discount" suffix="%" />
          <LimitField control={control} errors={errors} name="priceOverride" suffix="%" />
          <LimitField control={control} errors={errors} name="refund" suffix={format.currency} />
          <LimitField control={control} errors={errors} name="cashOut" suffix={format.currency} />
        </div>
      </SettingsSection>
    </div>
  );
}

function LimitField({
  control,
  errors,
  name,
  suffix,
}: Props & { name: 'discount' | 'priceOverride' | 'refund' | 'cashOut'; suffix: string }) {
  const { t } = useWords();
  const fieldText = useFieldText();
  return (
    <Field label={t(`settings.store.${name}`)} error={fieldText(errors[name])}>
      {(own) => (
        <Controller
          control={control}
          name={name}
          render={({ field }) => (
            <NumericInput
              {...own}
              ref={field.ref}
              name={field.name}
              onBlur={field.onBlur}
              value={field.value}
              onValueChange={field.onChange}
              disabled={field.disabled}
              decimals={2}
              suffix={suffix}
            />
          )}
        />
      )}
    </Field>
  );
}
