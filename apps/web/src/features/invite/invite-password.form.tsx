'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { PASSWORD_MIN_LENGTH } from '@jowi/contracts/http/account';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { PasswordField } from '../../form/password-field.tsx';
import { placeProblems } from '../../form/place-problems.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useSignIn } from '../../session/session.query.ts';
import { useInvitationPassword } from './invite.query.ts';

const zForm = z.object({
  password: z.string().min(PASSWORD_MIN_LENGTH, 'invitePage.passwordShort').max(200, 'form.tooLong'),
});

/** The phone has no account yet: a password, and in she goes. */
export function InvitePasswordForm({ ticket, onDone }: { ticket: string; onDone: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const setPassword = useInvitationPassword();
  const signIn = useSignIn();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { password: '' } });

  const submit = form.handleSubmit(({ password }) => {
    setFailure(null);
    setPassword.mutate(
      { ticket, password },
      {
        onSuccess: (answer) => {
          if (answer.step !== 'done') return;
          signIn.mutate(
            { phone: answer.phone, password, remember: false },
            {
              // Whatever else is asked of her, the sign-in page asks.
              onSuccess: ({ step }) => (step === 'done' ? router.replace('/') : onDone()),
              onError: onDone,
            },
          );
        },
        onError: (error) => {
          const placed = placeProblems(error, form.setError, problemText, (field) =>
            field === 'password' ? field : null,
          );
          if (!placed) setFailure(error);
        },
      },
    );
  });

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('invitePage.passwordTitle')}</h1>
        <p className="mt-1 text-ink-soft">{t('invitePage.passwordText')}</p>
      </div>
      {failure ? <Notice tone="danger">{problemText(failure)}</Notice> : null}
      <PasswordField
        {...form.register('password')}
        label={t('invitePage.password')}
        help={t('invitePage.passwordHelp')}
        error={fieldText(form.formState.errors.password)}
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" block busy={setPassword.isPending || signIn.isPending || signIn.isSuccess}>
        {t('invitePage.accept')}
      </Button>
    </form>
  );
}
