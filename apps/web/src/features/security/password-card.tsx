'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type AccountSecurity, PASSWORD_MIN_LENGTH } from '@jowi/contracts/http/account';
import { Button } from '@jowi/ui/button';
import { Card, CardHeader } from '@jowi/ui/card';
import { useToast } from '@jowi/ui/toast';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { ActionDialog } from '../../form/action-dialog.tsx';
import { PasswordField } from '../../form/password-field.tsx';
import { showPhone } from '../../form/phone-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useUnsaved } from '../../form/unsaved-provider.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useSaveShortcut } from '../../form/use-save-shortcut.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { useChangePassword } from './security.query.ts';

const FORM_ID = 'password-change';
const zForm = z.object({
  current: z.string().min(1, 'form.required'),
  next: z.string().min(PASSWORD_MIN_LENGTH, 'form.passwordShort').max(200, 'form.tooLong'),
});

export function PasswordCard({ security }: { security: AccountSecurity }) {
  const { t } = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { passwordChangedAtMs } = security;
  return (
    <Card className="pb-5">
      <CardHeader
        title={t('security.password.title')}
        text={
          passwordChangedAtMs === null
            ? t('security.password.never')
            : t('security.password.changed', { when: format.dateTime(passwordChangedAtMs) })
        }
        actions={
          <Button variant="outline" onClick={() => setOpen(true)}>
            {t('security.password.change')}
          </Button>
        }
      />
      {open ? <ChangeDialog phone={security.phone} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function ChangeDialog({ phone, onClose }: { phone: string; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const change = useChangePassword();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { current: '', next: '' } });
  const { errors, isDirty } = form.formState;
  useUnsaved(isDirty && !change.isSuccess);

  const submit = form.handleSubmit((values) => {
    setFailure(null);
    change.mutate(values, {
      onSuccess: () => {
        toast({ tone: 'success', title: t('security.password.done') });
        onClose();
      },
      onError: (error) => {
        const placed = placeProblems(error, form.setError, problemText, (field) =>
          field === 'current' || field === 'next' ? field : null,
        );
        if (!placed) setFailure(error);
      },
    });
  });
  useSaveShortcut(submit);

  return (
    <ActionDialog
      title={t('security.password.change')}
      text={t('security.password.others')}
      action={t('security.password.submit')}
      act={FORM_ID}
      busy={change.isPending}
      onClose={onClose}
    >
      <form id={FORM_ID} onSubmit={submit} noValidate className="space-y-4">
        {failure ? <FailureNotice error={failure} /> : null}
        {/* For the password manager: which name the password belongs to. */}
        <input type="hidden" autoComplete="username" value={showPhone(phone)} readOnly />
        <PasswordField
          {...form.register('current')}
          label={t('security.password.current')}
          error={fieldText(errors.current)}
          autoComplete="current-password"
          autoFocus
        />
        <PasswordField
          {...form.register('next')}
          label={t('security.password.next')}
          help={t('signIn.newPasswordHelp')}
          error={fieldText(errors.next)}
          autoComplete="new-password"
        />
      </form>
    </ActionDialog>
  );
}
