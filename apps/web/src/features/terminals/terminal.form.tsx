'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Me } from '@jowi/contracts/http/auth';
import type { Terminal } from '@jowi/contracts/http/terminals';
import { Field } from '@jowi/ui/field';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import type { TerminalInput } from './terminal.query.ts';

const zForm = z.object({
  name: z.string().trim().min(1, 'form.required').max(60, 'form.tooLong'),
  storeId: z.string().min(1, 'form.required'),
});

/** Name and store of a till, whether it is new or not; a business with one store is not asked for it. */
export function TerminalForm({
  id,
  initial,
  stores,
  save,
  onSaved,
}: {
  id: string;
  initial: TerminalInput;
  stores: Me['stores'];
  save: UseMutationResult<Terminal, Error, TerminalInput>;
  onSaved: (terminal: Terminal) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: initial });
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) => {
    setFailure(null);
    save.mutate(values, {
      onSuccess: onSaved,
      onError: (error) => {
        const placed = placeProblems(error, form.setError, problemText, (field) =>
          field === 'name' || field === 'storeId' ? field : null,
        );
        if (!placed) setFailure(error);
      },
    });
  });
  return (
    <form id={id} onSubmit={submit} noValidate className="space-y-4">
      <TextField
        {...form.register('name')}
        label={t('terminals.name')}
        error={fieldText(errors.name)}
        autoComplete="off"
        autoFocus
      />
      {stores.length > 1 ? (
        <Field label={t('terminals.store')} error={fieldText(errors.storeId)}>
          {(control) => (
            <Controller
              control={form.control}
              name="storeId"
              render={({ field }) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={stores.map((store) => ({ value: store.id, label: store.name }))}
                />
              )}
            />
          )}
        </Field>
      ) : null}
      {failure ? <FailureNotice error={failure} /> : null}
    </form>
  );
}
