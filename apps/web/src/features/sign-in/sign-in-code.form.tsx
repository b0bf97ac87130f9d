'use client';

import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Checkbox } from '@jowi/ui/checkbox';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { CODE_DIGITS, CodeField } from '../../form/code-field.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { BackButton } from './back-button.tsx';
import { DevMessagesLink } from './dev-messages-link.tsx';
import { useSignInByCode } from './sign-in.query.ts';
import type { Sent } from './stage.ts';
import { useSentCode } from './use-sent-code.ts';

/** Six digits in the place of the password; the sixth one sends them. */
export function SignInCodeForm({
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
  const signIn = useSignInByCode();
  const [code, setCode] = useState('');
  const [remember, setRemember] = useState(false);
  const [short, setShort] = useState(false);
  const { sent, resend, error } = useSentCode(first, 'sign-in', () => {
    setCode('');
    signIn.reset();
  });

  const check = (digits: string) => {
    if (signIn.isPending) return;
    if (digits.length < CODE_DIGITS) {
      setShort(true);
      return;
    }
    signIn.mutate(
      { requestId: sent.requestId, code: digits, remember },
      { onSuccess: onAnswer, onError: () => setCode('') },
    );
  };
  const atField = signIn.error instanceof ApiError && signIn.error.problem.field === 'code';

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        check(code);
      }}
      noValidate
      className="space-y-4"
    >
      {signIn.isError && !atField ? <Notice tone="danger">{problemText(signIn.error)}</Notice> : null}
      {error ? <Notice tone="danger">{problemText(error)}</Notice> : null}
      <CodeField
        label={t('code.label')}
        value={code}
        onChange={(digits) => {
          setShort(false);
          setCode(digits);
        }}
        onComplete={check}
        error={short ? t('code.digits') : atField ? problemText(signIn.error) : undefined}
        autoFocus
        resend={resend}
      />
      <Checkbox
        checked={remember}
        onCheckedChange={setRemember}
        label={t('signIn.remember')}
        help={t('signIn.rememberHelp')}
      />
      <Button type="submit" block busy={signIn.isPending || (signIn.isSuccess && 'me' in signIn.data)}>
        {t('common:action.signIn')}
      </Button>
      <DevMessagesLink />
      <BackButton onBack={onBack} />
    </form>
  );
}
