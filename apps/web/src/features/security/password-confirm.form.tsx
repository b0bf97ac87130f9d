'use client';

import { Button } from '@jowi/ui/button';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { PasswordField } from '../../form/password-field.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';

/** The password once more, because the sign-in is not of just now. */
export function PasswordConfirmForm({
  error,
  busy,
  onPassword,
}: {
  error: unknown;
  busy: boolean;
  onPassword: (password: string) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const isWrong = error instanceof ApiError && error.is('account/password-wrong');
  const isAsked = error instanceof ApiError && error.is('account/password-required');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (password === '') setEmpty(true);
        else onPassword(password);
      }}
      noValidate
      className="space-y-4"
    >
      {error && !isWrong && !isAsked ? <FailureNotice error={error} /> : null}
      <p className="text-ink-soft">{t('security.setUp.passwordText')}</p>
      <PasswordField
        label={t('security.confirm.password')}
        value={password}
        onChange={(event) => {
          setEmpty(false);
          setPassword(event.target.value);
        }}
        error={empty ? t('form.required') : isWrong ? problemText(error) : undefined}
        autoComplete="current-password"
        autoFocus
      />
      <Button type="submit" block busy={busy}>
        {t('security.setUp.continue')}
      </Button>
    </form>
  );
}
