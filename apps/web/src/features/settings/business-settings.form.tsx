'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { BUSINESS_KINDS, type BusinessSettings } from '@jowi/contracts/http/settings';
import { Checkbox } from '@jowi/ui/checkbox';
import { Field } from '@jowi/ui/field';
import { Notice } from '@jowi/ui/notice';
import { Segmented } from '@jowi/ui/segmented';
import { TextField } from '@jowi/ui/text-field';
import { type ReactNode, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMay } from '../../session/session.query.ts';
import { useVatWord } from '../products/vat-words.ts';
import {
  bpsOf,
  businessField,
  businessSettingsOf,
  businessValuesOf,
  zBusinessValues,
} from './business-values.ts';
import { ChoiceField } from './choice-field.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingsSection } from './settings-section.tsx';
import { LANGUAGE_CHOICES } from './store-values.ts';
import { VatRatesField } from './vat-rates-field.tsx';

export type BusinessSettingsFormProps = {
  settings: BusinessSettings;
  /** Rejects with what the server refused. */
  save: (settings: BusinessSettings) => Promise<unknown>;
  /** Under the form's failure, for a conflict that has a way out. */
  failureAction: (error: unknown) => ReactNode;
  readOnly: boolean;
};

/** What holds for the whole business. Ctrl S saves; leaving with unsaved work asks. */
export function BusinessSettingsForm({ settings, save, failureAction, readOnly }: BusinessSettingsFormProps) {
  const { t } = useWords();
  const fieldText = useFieldText();
  const problemText = useProblemText();
  const vatWord = useVatWord();
  const maySetIdentity = useMay('roles/manage');
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(zBusinessValues),
    defaultValues: businessValuesOf(settings),
    disabled: readOnly,
  });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const vat = useWatch({ control: form.control, name: 'vat' });
  const rates = useWatch({ control: form.control, name: 'rates' });
  useUnsaved(isDirty && !isSubmitSuccessful);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await save(businessSettingsOf(values));
    } catch (error) {
      if (!placeProblems(error, form.setError, problemText, businessField)) setFailure(error);
      throw error;
    }
  });
  // refused: the reason is on the screen already
  const trySubmit = () => void submit().catch(() => {});
  useSaveShortcut(trySubmit, !isSubmitting && !readOnly);
  const rateOptions = rates.flatMap(({ percent }) => {
    const bps = bpsOf(percent);
    return bps === null ? [] : [{ value: String(bps), label: vatWord(bps) }];
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        trySubmit();
      }}
      className="max-w-2xl space-y-4"
    >
      <SettingsSection title={t('settings.business.section')}>
        <TextField
          {...form.register('name')}
          label={t('settings.business.name')}
          help={t('settings.business.nameHelp')}
          error={fieldText(errors.name)}
        />
        <TextField
          {...form.register('legalName')}
          label={t('settings.business.legalName')}
          help={t('settings.business.legalNameHelp')}
          hint={t('form.optional')}
          error={fieldText(errors.legalName)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...form.register('taxId')}
            label={t('settings.business.taxId')}
            help={t(maySetIdentity ? 'settings.business.taxIdHelp' : 'settings.business.ownerOnly')}
            readOnly={!maySetIdentity}
            error={fieldText(errors.taxId)}
            inputMode="numeric"
            autoComplete="off"
            className="tabular-nums"
          />
          <ChoiceField
            control={form.control}
            name="kind"
            label={t('settings.business.kind')}
            error={fieldText(errors.kind)}
            options={BUSINESS_KINDS.map((kind) => ({ value: kind, label: t(`businessKind.${kind}`) }))}
          />
        </div>
      </SettingsSection>

      <SettingsSection title={t('settings.business.vatSection')}>
        <Field
          label={t('settings.business.vatPayer')}
          help={maySetIdentity ? undefined : t('settings.business.ownerOnly')}
          error={fieldText(errors.vat)}
        >
          {() => (
            <Controller
              control={form.control}
              name="vat"
              render={({ field }) => (
                <Segmented
                  aria-label={t('settings.business.vatPayer')}
                  value={field.value}
                  onValueChange={field.onChange}
                  disabled={!maySetIdentity}
                  options={[
                    { value: 'payer', label: t('settings.business.vatYes') },
                    { value: 'none', label: t('settings.business.vatNo') },
                  ]}
                  className="self-start"
                />
              )}
            />
          )}
        </Field>
        {vat === 'none' ? (
          <Notice tone="warning">{t('settings.business.vatNoHelp')}</Notice>
        ) : (
          <>
            <VatRatesField control={form.control} errors={errors} />
            <ChoiceField
              control={form.control}
              name="defaultRate"
              label={t('settings.business.defaultRate')}
              error={fieldText(errors.defaultRate)}
              options={[...rateOptions, { value: '', label: vatWord(null) }]}
              className="max-w-xs"
            />
          </>
        )}
      </SettingsSection>

      <SettingsSection title={t('settings.business.accessSection')}>
        <ChoiceField
          control={form.control}
          name="languages"
          label={t('settings.business.languages')}
          help={t('settings.business.languagesHelp')}
          options={LANGUAGE_CHOICES.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
          className="max-w-xs"
        />
        <Controller
          control={form.control}
          name="secondFactorRequired"
          render={({ field }) => (
            <Checkbox
              checked={field.value}
              onCheckedChange={field.onChange}
              disabled={readOnly || (settings.secondFactorRequired && !maySetIdentity)}
              label={t('settings.business.secondFactor')}
              help={t(
                settings.secondFactorRequired && !maySetIdentity
                  ? 'settings.business.ownerOnly'
                  : 'settings.business.secondFactorHelp',
              )}
            />
          )}
        />
      </SettingsSection>

      {failure ? (
        <div className="space-y-2">
          <FailureNotice error={failure} />
          {failureAction(failure)}
        </div>
      ) : null}
      {readOnly ? null : (
        <SaveBar
          busy={isSubmitting}
          hasErrors={Object.keys(errors).length > 0}
          note={t('settings.toTills')}
        />
      )}
    </form>
  );
}
