'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { StoreSettings } from '@jowi/contracts/http/settings';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@jowi/ui/tabs';
import { type ReactNode, useState } from 'react';
import { type Control, type FieldErrors, useForm } from 'react-hook-form';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PlaceFields } from './place-fields.tsx';
import { ReceiptSection } from './receipt-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { SellingSection } from './selling-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import {
  type PlaceValues,
  type StoreValues,
  storeField,
  storeSettingsOf,
  storeValuesOf,
  tabOf,
  zStoreValues,
} from './store-values.ts';

export type StoreFormProps = {
  settings: StoreSettings;
  /** Rejects with what the server refused. */
  save: (settings: StoreSettings) => Promise<unknown>;
  /** Under the form's failure, for a conflict that has a way out. */
  failureAction: (error: unknown) => ReactNode;
  readOnly: boolean;
  history: ReactNode;
  /** The tab in front; kept outside, so that saving does not leave it. */
  tab: string;
  onTab: (tab: string) => void;
};

const TABS = ['place', 'receipt', 'selling'] as const;
const TAB_WORDS = {
  place: 'settings.store.tabPlace',
  receipt: 'settings.store.tabReceipt',
  selling: 'settings.store.tabSelling',
} as const;

/** One form over three tabs: what is wrong on another one opens it. Ctrl S saves; leaving with unsaved work asks. */
export function StoreForm(props: StoreFormProps) {
  const { settings, save, failureAction, readOnly, history, tab, onTab } = props;
  const { t } = useWords();
  const problemText = useProblemText();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(zStoreValues),
    defaultValues: storeValuesOf(settings),
    disabled: readOnly,
  });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useUnsaved(isDirty && !isSubmitSuccessful);

  const submit = form.handleSubmit(
    async (values) => {
      setFailure(null);
      try {
        await save(storeSettingsOf(values));
      } catch (error) {
        const placed = placeProblems(error, form.setError, problemText, (path) => {
          const field = storeField(path);
          if (field) onTab(tabOf(field));
          return field;
        });
        if (!placed) setFailure(error);
        throw error;
      }
    },
    (wrong) => {
      const [first] = Object.keys(wrong);
      if (first && !(TABS as readonly string[]).includes(tab)) onTab(tabOf(first));
      else if (first && !Object.keys(wrong).some((field) => tabOf(field) === tab)) onTab(tabOf(first));
    },
  );
  // refused: the reason is on the screen already
  const trySubmit = () => void submit().catch(() => {});
  useSaveShortcut(trySubmit, !isSubmitting && !readOnly);
  const control = form.control as Control<StoreValues>;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        trySubmit();
      }}
    >
      <Tabs value={tab} onValueChange={onTab}>
        <TabsList>
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(TAB_WORDS[name])}
              {hasErrorOn(name, errors) ? <span className="ml-1.5 text-danger-ink">●</span> : null}
            </TabsTrigger>
          ))}
          <TabsTrigger value="history">{t('settings.store.tabHistory')}</TabsTrigger>
        </TabsList>
        <TabsContent value="place">
          <div className="max-w-2xl">
            <SettingsSection title={t('settings.store.tabPlace')}>
              <PlaceFields
                control={control as unknown as Control<PlaceValues>}
                errors={errors as FieldErrors<PlaceValues>}
                onSwap={(latitude, longitude) => {
                  form.setValue('latitude', latitude, { shouldDirty: true, shouldValidate: true });
                  form.setValue('longitude', longitude, { shouldDirty: true, shouldValidate: true });
                }}
              />
            </SettingsSection>
          </div>
        </TabsContent>
        <TabsContent value="receipt">
          <ReceiptSection control={control} />
        </TabsContent>
        <TabsContent value="selling">
          <SellingSection control={control} errors={errors} />
        </TabsContent>
        <TabsContent value="history">{history}</TabsContent>
      </Tabs>
      {failure ? (
        <div className="mt-4 max-w-2xl space-y-2">
          <FailureNotice error={failure} />
          {failureAction(failure)}
        </div>
      ) : null}
      {readOnly || tab === 'history' ? null : (
        <div className="mt-4">
          <SaveBar
            busy={isSubmitting}
            hasErrors={Object.keys(errors).length > 0}
            note={t('settings.toTills')}
          />
        </div>
      )}
    </form>
  );
}

function hasErrorOn(tab: string, errors: object): boolean {
  return Object.keys(errors).some((field) => tabOf(field) === tab);
}
