'use client';

import { BUSINESS_KINDS } from '@jowi/contracts/http/settings';
import { Field } from '@jowi/ui/field';
import { Segmented } from '@jowi/ui/segmented';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { Controller, useFormContext } from 'react-hook-form';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { BusinessValues } from './business-values.ts';
import { Section } from './section.tsx';

export function BusinessSection() {
  const { t } = useWords();
  const fieldText = useFieldText();
  const form = useFormContext<BusinessValues>();
  const { errors } = form.formState;
  const name = form.register('businessName', {
    // A first store is mostly called what the business is called.
    onBlur: () => {
      const { businessName, storeName } = form.getValues();
      if (storeName === '' && businessName.trim() !== '') form.setValue('storeName', businessName.trim());
    },
  });
  return (
    <Section title={t('register.business.sectionBusiness')}>
      <TextField
        {...name}
        label={t('register.business.name')}
        placeholder={t('register.business.namePlaceholder')}
        error={fieldText(errors.businessName)}
        autoComplete="organization"
        autoFocus
      />
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <Field label={t('register.business.kind')} error={fieldText(errors.kind)}>
            {(control) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                placeholder={t('register.business.kindPlaceholder')}
                options={BUSINESS_KINDS.map((kind) => ({ value: kind, label: t(`businessKind.${kind}`) }))}
              />
            )}
          </Field>
        )}
      />
      <TextField
        {...form.register('taxId')}
        label={t('register.business.taxId')}
        help={t('register.business.taxIdHelp')}
        error={fieldText(errors.taxId)}
        inputMode="numeric"
        autoComplete="off"
        className="tabular-nums"
        fieldClassName="max-w-xs"
      />
      <Controller
        control={form.control}
        name="vatPayer"
        render={({ field }) => (
          <Field label={t('register.business.vat')} help={t('register.business.vatHelp')}>
            {() => (
              <Segmented
                aria-label={t('register.business.vat')}
                value={field.value ? 'payer' : 'none'}
                onValueChange={(choice) => field.onChange(choice === 'payer')}
                options={[
                  { value: 'none', label: t('register.business.vatNone') },
                  { value: 'payer', label: t('register.business.vatPayer') },
                ]}
                className="self-start"
              />
            )}
          </Field>
        )}
      />
    </Section>
  );
}
