'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Checkbox } from '@jowi/ui/checkbox';
import { Notice } from '@jowi/ui/notice';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { PasswordField } from '../../form/password-field.tsx';
import { PhoneField, zPhoneTyped } from '../../form/phone-field.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useSignIn } from '../../session/session.query.ts';

const zForm = z.object({
  phone: zPhoneTyped,
  password: z.string().min(1, 'form.required'),
  remember: z.boolean(),
});

export function SignInForm({
  onAnswer,
  onForgot,
}: {
  onAnswer: (answer: SignInAnswer) => void;
  onForgot: () => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const signIn = useSignIn();
  const form = useForm({
    resolver: zodResolver(zForm),
    defaultValues: { phone: '+998 ', password: '', remember: false },
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit((credentials) =>
    signIn.mutate(credentials, {
      onSuccess: onAnswer,
      onError: () => form.setFocus('password', { shouldSelect: true }),
    }),
  );

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {signIn.isError ? <Notice tone="danger">{problemText(signIn.error)}</Notice> : null}
      <PhoneField control={form.control} name="phone" label={t('signIn.phone')} autoFocus />
      <PasswordField
        {...form.register('password')}
        label={t('signIn.password')}
        error={fieldText(errors.password)}
        autoComplete="current-password"
      />
      <Controller
        control={form.control}
        name="remember"
        render={({ field }) => (
          <Checkbox
            checked={field.value}
            onCheckedChange={field.onChange}
            label={t('signIn.remember')}
            help={t('signIn.rememberHelp')}
          />
        )}
      />
      <Button type="submit" block busy={signIn.isPending || (signIn.isSuccess && 'me' in signIn.data)}>
        {t('common:action.signIn')}
      </Button>
      <p className="text-center">
        <button
          type="button"
          onClick={onForgot}
          className="rounded text-sm font-medium text-primary-ink underline underline-offset-2"
        >
          {t('signIn.forgot')}
        </button>
      </p>
    </form>
  );
}
