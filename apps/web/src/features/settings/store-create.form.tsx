'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { StoreItem, StoreSettingsView } from '@jowi/contracts/http/settings';
import { useState } from 'react';
import { type Control, type FieldErrors, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { placeProblems } from '../../form/place-problems.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { ChoiceField } from './choice-field.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useCreateStore } from './settings.query.ts';
import { type PlaceValues, placeOf, zPlaceValues } from './store-values.ts';

const FORM_ID = 'store-create';
const zForm = zPlaceValues.extend({ likeStoreId: z.string() });

export function StoreCreateDialog({
  stores,
  onClose,
  onCreated,
}: {
  stores: readonly StoreItem[];
  onClose: () => void;
  onCreated: (store: StoreSettingsView) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const create = useCreateStore();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(zForm),
    defaultValues: {
      name: '',
      address: '',
      phone: '',
      latitude: '',
      longitude: '',
      likeStoreId: stores.find(({ isClosed }) => !isClosed)?.id ?? '',
    },
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ likeStoreId, ...place }) => {
    setFailure(null);
    create.mutate(
      { ...placeOf(place), ...(likeStoreId !== '' && { likeStoreId }) },
      {
        onSuccess: onCreated,
        onError: (error) => {
          const placed = placeProblems(error, form.setError, problemText, (field) =>
            field in zForm.shape ? (field as keyof PlaceValues) : null,
          );
          if (!placed) setFailure(error);
        },
      },
    );
  });

  return (
    <ActionDialog
      title={t('settings.stores.createTitle')}
      text={t('settings.stores.createText')}
      size="md"
      action={t('settings.stores.create')}
      act={FORM_ID}
      busy={create.isPending}
      onClose={onClose}
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className="space-y-4">
        <PlaceFields
          control={form.control as unknown as Control<PlaceValues>}
          errors={errors as FieldErrors<PlaceValues>}
          onSwap={(latitude, longitude) => {
            form.setValue('latitude', latitude, { shouldValidate: true });
            form.setValue('longitude', longitude, { shouldValidate: true });
          }}
        />
        <ChoiceField
          control={form.control}
          name="likeStoreId"
          label={t('settings.stores.like')}
          help={t('settings.stores.likeHelp')}
          options={[
            ...stores.filter(({ isClosed }) => !isClosed).map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t('settings.stores.likeUsual') },
          ]}
        />
        {failure ? <FailureNotice error={failure} /> : null}
      </form>
    </ActionDialog>
  );
}
