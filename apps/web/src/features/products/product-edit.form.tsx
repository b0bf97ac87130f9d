'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Product, ProductInput } from '@jowi/contracts/http/catalogue';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Field } from '@jowi/ui/field';
import { NumericInput } from '@jowi/ui/numeric-input';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { type ReactNode, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { BarcodeListField } from './barcode-list-field.tsx';
import { inputOf, type ProductValues, productField, zProductValues } from './product-values.ts';
import { useVatRates, useVatWord } from './vat-words.ts';

export type ProductFormProps = {
  initial: ProductValues;
  /** Rejects with what the server refused; resolves to the product as stored. */
  save: (input: ProductInput) => Promise<Product>;
  onSaved: (product: Product) => void;
  /** Under the form's failure, for a conflict that has a way out. */
  failureAction?: (error: unknown) => ReactNode;
  /** For one who may look and not change. */
  readOnly?: boolean;
};

const units = ['piece', 'kg', 'litre', 'metre'] as const;

/** One form to create and to edit. Ctrl S saves; leaving with unsaved work asks. */
export function ProductForm({ initial, save, onSaved, failureAction, readOnly = false }: ProductFormProps) {
  const { t } = useWords();
  const { currency } = useFormat();
  const vatWord = useVatWord();
  const vatRates = useVatRates(initial.vat === '' ? null : Number(initial.vat));
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const [failure, setFailure] = useState<unknown>(null);
  const [barcodePending, setBarcodePending] = useState(false);
  const [barcodeForgotten, setBarcodeForgotten] = useState(false);
  const form = useForm({ resolver: zodResolver(zProductValues), defaultValues: initial });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useUnsaved((isDirty || barcodePending) && !isSubmitSuccessful);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const product = await save(inputOf(values));
      form.reset(values);
      onSaved(product);
    } catch (error) {
      if (!placeProblems(error, form.setError, problemText, productField)) setFailure(error);
      throw error;
    }
  });
  const trySubmit = () => {
    // a code typed and not added would be lost without a word
    setBarcodeForgotten(barcodePending);
    if (barcodePending) return void form.trigger();
    // refused: the reason is on the screen already
    submit().catch(() => {});
  };
  useSaveShortcut(trySubmit, !isSubmitting && !readOnly);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        trySubmit();
      }}
      className="max-w-2xl"
    >
      <fieldset disabled={readOnly} className="space-y-4">
        <Section title={t('productForm.sectionName')}>
          <TextField
            {...form.register('nameRu')}
            label={t('productForm.nameRu')}
            help={t('productForm.nameHelp')}
            error={fieldText(errors.nameRu)}
            lang="ru"
            autoFocus={initial.sku === ''}
          />
          <TextField
            {...form.register('nameUz')}
            label={t('productForm.nameUz')}
            error={fieldText(errors.nameUz)}
            lang="uz"
          />
          <TextField
            {...form.register('sku')}
            label={t('productForm.sku')}
            help={t('productForm.skuHelp')}
            error={fieldText(errors.sku)}
            autoComplete="off"
            fieldClassName="max-w-xs"
          />
          <Controller
            control={form.control}
            name="barcodes"
            render={({ field }) => (
              <BarcodeListField
                value={field.value}
                onChange={field.onChange}
                onPending={(pending) => {
                  setBarcodePending(pending);
                  if (!pending) setBarcodeForgotten(false);
                }}
                error={
                  barcodeForgotten
                    ? t('productForm.barcodePending')
                    : errors.barcodes?.message === undefined
                      ? undefined
                      : fieldText({ type: 'server', message: errors.barcodes.message })
                }
              />
            )}
          />
        </Section>
        <Section title={t('productForm.sectionPrice')}>
          <Field
            label={t('productForm.price')}
            help={t('productForm.priceHelp')}
            error={fieldText(errors.price)}
            className="max-w-xs"
          >
            {(control) => (
              <Controller
                control={form.control}
                name="price"
                render={({ field }) => (
                  <NumericInput
                    {...control}
                    ref={field.ref}
                    name={field.name}
                    onBlur={field.onBlur}
                    value={field.value}
                    onValueChange={field.onChange}
                    decimals={2}
                    suffix={currency}
                  />
                )}
              />
            )}
          </Field>
          <div className="grid max-w-md gap-4 sm:grid-cols-2">
            <Field label={t('productForm.vat')} error={fieldText(errors.vat)}>
              {(control) => (
                <Controller
                  control={form.control}
                  name="vat"
                  render={({ field }) => (
                    <Select
                      {...control}
                      value={field.value === '' ? 'none' : field.value}
                      onValueChange={(choice) => field.onChange(choice === 'none' ? '' : choice)}
                      options={vatRates.map((rate) => ({
                        value: rate === null ? 'none' : String(rate),
                        label: vatWord(rate),
                      }))}
                    />
                  )}
                />
              )}
            </Field>
            <Field label={t('productForm.unit')} error={fieldText(errors.unit)}>
              {(control) => (
                <Controller
                  control={form.control}
                  name="unit"
                  render={({ field }) => (
                    <Select
                      {...control}
                      value={field.value}
                      onValueChange={field.onChange}
                      options={units.map((unit) => ({ value: unit, label: t(`common:unitName.${unit}`) }))}
                    />
                  )}
                />
              )}
            </Field>
          </div>
        </Section>
        <Section title={t('productForm.sectionFiscal')}>
          <TextField
            {...form.register('ikpu')}
            label={t('productForm.ikpu')}
            help={t('productForm.ikpuHelp')}
            hint={t('form.optional')}
            error={fieldText(errors.ikpu)}
            inputMode="numeric"
            autoComplete="off"
            className="tabular-nums"
            fieldClassName="max-w-xs"
          />
          <TextField
            {...form.register('packageCode')}
            label={t('productForm.packageCode')}
            help={t('productForm.packageHelp')}
            hint={t('form.optional')}
            error={fieldText(errors.packageCode)}
            inputMode="numeric"
            autoComplete="off"
            className="tabular-nums"
            fieldClassName="max-w-xs"
          />
        </Section>
        {failure ? (
          <div className="space-y-2">
            <FailureNotice error={failure} />
            {failureAction?.(failure)}
          </div>
        ) : null}
        {readOnly ? null : (
          <div className="sticky bottom-0 z-10 -mx-1 flex items-center gap-3 bg-page/95 px-1 py-3 backdrop-blur">
            <Button type="submit" busy={isSubmitting} hotkey="Ctrl S">
              {t('common:action.save')}
            </Button>
            {barcodeForgotten || Object.keys(errors).length > 0 ? (
              <span className="text-sm text-danger-ink">{t('form.checkFields')}</span>
            ) : null}
          </div>
        )}
      </fieldset>
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="space-y-4 p-5">
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </Card>
  );
}
