'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { PASSWORD_MIN_LENGTH } from '@jowi/contracts/http/account';
import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { CodeField } from '../../form/code-field.tsx';
import { PasswordField } from '../../form/password-field.tsx';
import { showPhone } from '../../form/phone-text.ts';
import { placeProblems } from '../../form/place-problems.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { BackButton } from './back-button.tsx';
import { DevMessagesLink } from './dev-messages-link.tsx';
import { usePasswordReset } from './sign-in.query.ts';
import type { Sent } from './stage.ts';
import { useSentCode } from './use-sent-code.ts';

const zForm = z.object({
  code: z.string().regex(/^\d{6}$/, 'code.digits'),
  password: z.string().min(PASSWORD_MIN_LENGTH, 'form.passwordShort').max(200, 'form.tooLong'),
});

/** The code that came and the new password, on one page: the code is not used up by a password that is refused. */
export function PasswordResetForm({
  sent: first,
  onAnswer,
  onBack,
}: {
  sent: Sent;
  onAnswer: (answer: SignInAnswer) => void;
  onBack: () => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const reset = usePasswordReset();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { code: '', password: '' } });
  const { errors } = form.formState;
  const { sent, resend, error } = useSentCode(first, 'reset-password', () => form.resetField('code'));

  const submit = form.handleSubmit((values) => {
    setFailure(null);
    reset.mutate(
      { ...values, phone: first.phone, requestId: sent.requestId },
      {
        onSuccess: onAnswer,
        onError: (problem) => {
          const placed = placeProblems(problem, form.setError, problemText, (field) =>
            field === 'code' || field === 'password' ? field : null,
          );
          if (!placed) setFailure(problem);
        },
      },
    );
  });

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {failure ? <Notice tone="danger">{problemText(failure)}</Notice> : null}
      {error ? <Notice tone="danger">{problemText(error)}</Notice> : null}
      <Controller
        control={form.control}
        name="code"
        render={({ field }) => (
          <CodeField
            label={t('code.label')}
            value={field.value}
            onChange={field.onChange}
            onComplete={() => form.setFocus('password')}
            error={fieldText(errors.code)}
            autoFocus
            resend={resend}
          />
        )}
      />
      {/* For the password manager: which name the password belongs to. */}
      <input type="hidden" autoComplete="username" value={showPhone(first.phone)} readOnly />
      <PasswordField
        {...form.register('password')}
        label={t('signIn.newPassword')}
        help={t('signIn.newPasswordHelp')}
        error={fieldText(errors.password)}
        autoComplete="new-password"
      />
      <p className="text-sm text-ink-soft">{t('signIn.resetNotice')}</p>
      <Button type="submit" block busy={reset.isPending || (reset.isSuccess && 'me' in reset.data)}>
        {t('signIn.resetSubmit')}
      </Button>
      <DevMessagesLink />
      <BackButton onBack={onBack} />
    </form>
  );
}
