'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import type { RegistrationState } from '@jowi/contracts/http/registration';
import { zPhone } from '@jowi/contracts/scalar';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { phoneToWire, showPhone } from '../../form/phone-text.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useRequestCode } from './registration.query.ts';
import { stepPath } from './shown-step.ts';

const zForm = z.object({
  phone: z
    .string()
    .transform(phoneToWire)
    .refine((phone) => zPhone.safeParse(phone).success, 'form.phone'),
});

export function PhoneForm({ standing }: { standing: RegistrationState }) {
  const { t } = useWords();
  const router = useRouter();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const { language } = usePreferences();
  const requestCode = useRequestCode();
  const known = 'phone' in standing ? showPhone(standing.phone) : '+998 ';
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { phone: known } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(({ phone }) => {
    // The code that was sent still counts: back to it, without another message.
    if (standing.step === 'code' && standing.phone === phone && standing.expiresInMs > 0) {
      router.push(stepPath('code'));
      return;
    }
    requestCode.mutate({ phone, language }, { onSuccess: (state) => router.push(stepPath(state.step)) });
  });

  return (
    <Card className="p-5 sm:p-6">
      <h1 className="text-xl font-semibold tracking-tight">{t('register.phone.title')}</h1>
      <p className="mt-1 mb-5 text-ink-soft">{t('register.phone.text')}</p>
      <form onSubmit={submit} noValidate className="space-y-4">
        {requestCode.isError ? <Notice tone="danger">{problemText(requestCode.error)}</Notice> : null}
        <Controller
          control={form.control}
          name="phone"
          render={({ field }) => (
            <TextField
              {...field}
              onChange={(event) => field.onChange(showPhone(event.target.value))}
              label={t('register.phone.label')}
              error={fieldText(errors.phone)}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              autoFocus
              className="h-12 text-lg tabular-nums max-sm:text-lg"
            />
          )}
        />
        <Button type="submit" block className="h-12 text-base" busy={requestCode.isPending}>
          {t('register.phone.submit')}
        </Button>
      </form>
      <p className="mt-5 text-center text-sm text-ink-soft">
        {t('register.haveAccount')}{' '}
        <Link href="/sign-in" className="font-medium text-primary-ink underline underline-offset-2">
          {t('register.signIn')}
        </Link>
      </p>
    </Card>
  );
}
