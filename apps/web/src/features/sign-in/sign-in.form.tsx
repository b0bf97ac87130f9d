'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { zPhone } from '@jowi/contracts/scalar';
import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { Input } from '@jowi/ui/input';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { Eye, EyeOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { phoneToWire, showPhone } from '../../form/phone-text.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { safeReturnPath } from '../../session/return-path.ts';
import { useSignIn } from '../../session/session.query.ts';

const zForm = z.object({
  phone: z
    .string()
    .transform(phoneToWire)
    .refine((phone) => zPhone.safeParse(phone).success, 'form.phone'),
  password: z.string().min(1, 'form.required'),
});

export function SignInForm({ from }: { from: string | null }) {
  const { t } = useWords();
  const router = useRouter();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const signIn = useSignIn();
  const [shown, setShown] = useState(false);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { phone: '+998 ', password: '' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit((credentials) =>
    signIn.mutate(
      { ...credentials, remember: false },
      {
        onSuccess: () => router.replace(safeReturnPath(from)),
        onError: () => form.setFocus('password', { shouldSelect: true }),
      },
    ),
  );

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {signIn.isError ? <Notice tone="danger">{problemText(signIn.error)}</Notice> : null}
      <Controller
        control={form.control}
        name="phone"
        render={({ field }) => (
          <TextField
            {...field}
            onChange={(event) => field.onChange(showPhone(event.target.value))}
            label={t('signIn.phone')}
            error={fieldText(errors.phone)}
            type="tel"
            inputMode="tel"
            autoComplete="username"
            autoFocus
            className="tabular-nums"
          />
        )}
      />
      <Field label={t('signIn.password')} error={fieldText(errors.password)}>
        {(control) => (
          <span className="relative block">
            <Input
              {...form.register('password')}
              {...control}
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              className="pr-11"
            />
            <button
              type="button"
              aria-label={t(shown ? 'signIn.hidePassword' : 'signIn.showPassword')}
              onClick={() => setShown(!shown)}
              className="absolute top-1 right-1 grid size-8 place-items-center rounded-md text-ink-faint hover:bg-fill-strong hover:text-ink"
            >
              {shown ? <EyeOff size={16} /> : <Eye size={16} />}
            </button>
          </span>
        )}
      </Field>
      <Button type="submit" block busy={signIn.isPending || signIn.isSuccess}>
        {t('common:action.signIn')}
      </Button>
    </form>
  );
}
