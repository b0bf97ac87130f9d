'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { PhoneField, zPhoneTyped } from '../../form/phone-field.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { BackButton } from './back-button.tsx';
import { useRequestSignInCode } from './sign-in.query.ts';
import type { Sent } from './stage.ts';

const zForm = z.object({ phone: zPhoneTyped });

/** The phone a code goes to, for signing in or for a new password. */
export function CodePhoneForm({
  purpose,
  onSent,
  onBack,
}: {
  purpose: 'sign-in' | 'reset-password';
  onSent: (sent: Sent) => void;
  onBack?: () => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const { language } = usePreferences();
  const request = useRequestSignInCode();
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { phone: '+998 ' } });

  const submit = form.handleSubmit(({ phone }) =>
    request.mutate({ phone, purpose, language }, { onSuccess: (code) => onSent({ phone, code }) }),
  );

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {request.isError ? <Notice tone="danger">{problemText(request.error)}</Notice> : null}
      <PhoneField control={form.control} name="phone" label={t('signIn.phone')} autoFocus />
      {purpose === 'sign-in' ? <p className="text-sm text-ink-soft">{t('signIn.byCodeText')}</p> : null}
      <Button type="submit" block busy={request.isPending}>
        {t('signIn.sendCode')}
      </Button>
      {onBack ? <BackButton onBack={onBack} /> : null}
    </form>
  );
}
