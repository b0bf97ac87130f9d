'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { useToast } from '@jowi/ui/toast';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { PasswordField } from '../../form/password-field.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from './device-words.ts';
import { useAddPasskey } from './security.query.ts';

const FORM_ID = 'passkey-add';
const zForm = z.object({
  name: z.string().trim().min(1, 'form.required').max(60, 'form.tooLong'),
  password: z.string(),
});

export function PasskeyAddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const add = useAddPasskey();
  const { browser, system } = readDevice(navigator.userAgent);
  const form = useForm({
    resolver: zodResolver(zForm),
    defaultValues: {
      name: browser && system ? `${browser}, ${system}` : t('security.passkeys.defaultName'),
      password: '',
    },
  });
  const { errors } = form.formState;
  const problem = add.error instanceof ApiError ? add.error : null;
  const wantsPassword = problem?.is('account/password-required') || problem?.is('account/password-wrong');

  const submit = form.handleSubmit(({ name, password }) =>
    add.mutate(
      { name, password: password === '' ? undefined : password },
      {
        onSuccess: () => {
          toast({ tone: 'success', title: t('security.passkeys.added', { name }) });
          onClose();
        },
      },
    ),
  );

  return (
    <ActionDialog
      title={t('security.passkeys.addTitle')}
      text={t('security.passkeys.text')}
      action={t('security.passkeys.submit')}
      act={FORM_ID}
      busy={add.isPending}
      onClose={onClose}
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className="space-y-4">
        {add.isError && !wantsPassword ? (
          <Notice tone="danger">{problem ? problemText(problem) : t(saidNo(add.error))}</Notice>
        ) : null}
        <TextField
          {...form.register('name')}
          label={t('security.passkeys.name')}
          help={t('security.passkeys.nameHelp')}
          error={fieldText(errors.name)}
          autoComplete="off"
          autoFocus
        />
        {wantsPassword || form.getValues('password') !== '' ? (
          <PasswordField
            {...form.register('password')}
            label={t('security.confirm.password')}
            error={problem && wantsPassword ? problemText(problem) : undefined}
            autoComplete="current-password"
          />
        ) : null}
      </form>
    </ActionDialog>
  );
}

/** What the browser throws: the device has one already, or nobody confirmed. */
function saidNo(error: unknown): 'security.passkeys.already' | 'security.passkeys.cancelled' {
  const name = error instanceof Error ? error.name : '';
  return name === 'InvalidStateError' ? 'security.passkeys.already' : 'security.passkeys.cancelled';
}
