'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { Terminal } from '@jowi/contracts/http/terminals';
import { Button } from '@jowi/ui/button';
import { Dialog } from '@jowi/ui/dialog';
import { Field } from '@jowi/ui/field';
import { Select } from '@jowi/ui/select';
import { TextField } from '@jowi/ui/text-field';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useMe } from '../../session/session.query.ts';
import { useUpdateTerminal } from './terminal.query.ts';

const zForm = z.object({
  name: z.string().trim().min(1, 'form.required').max(60, 'form.tooLong'),
  storeId: z.string().min(1, 'form.required'),
});
const FORM_ID = 'terminal-edit';

/** Another name, another store; why it may not leave its store is said at the store. */
export function TerminalEditDialog({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const stores =
    useMe().data?.stores.filter(({ id, isClosed }) => !isClosed || id === terminal.storeId) ?? [];
  const update = useUpdateTerminal(terminal.id);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(zForm),
    defaultValues: { name: terminal.name, storeId: terminal.storeId },
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) => {
    setFailure(null);
    update.mutate(values, {
      onSuccess: ({ name }) => {
        toast({ tone: 'success', title: t('terminals.edited', { name }) });
        onClose();
      },
      onError: (error) => {
        const placed = placeProblems(error, form.setError, problemText, (field) =>
          field === 'name' || field === 'storeId' ? field : null,
        );
        if (!placed) setFailure(error);
      },
    });
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={t('terminals.editTitle', { name: terminal.name })}
      description={stores.length > 1 ? t('terminals.editText') : undefined}
      closeLabel={t('common:action.close')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" form={FORM_ID} busy={update.isPending}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className="space-y-4">
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
    </Dialog>
  );
}
