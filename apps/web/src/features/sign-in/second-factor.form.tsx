'use client';

import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Checkbox } from '@jowi/ui/checkbox';
import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { CODE_DIGITS, CodeField } from '../../form/code-field.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { BackButton } from './back-button.tsx';
import { useSecondFactor } from './sign-in.query.ts';

type Method = 'totp' | 'recovery-code';

/** The code of the authenticator, or one of the ten on paper. */
export function SecondFactorForm({
  onAnswer,
  onBack,
}: {
  onAnswer: (answer: SignInAnswer) => void;
  onBack: () => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const check = useSecondFactor();
  const [method, setMethod] = useState<Method>('totp');
  const [code, setCode] = useState('');
  const [trustDevice, setTrustDevice] = useState(false);
  const [empty, setEmpty] = useState(false);
  const problem = check.error instanceof ApiError ? check.error.problem : null;
  const atField = problem?.field === 'code';
  const isOver = problem?.code === 'auth/challenge-over';
  const error = empty
    ? t(method === 'totp' ? 'code.digits' : 'form.required')
    : atField
      ? problemText(check.error)
      : undefined;

  const send = (typed: string) => {
    if (check.isPending) return;
    if (method === 'totp' ? typed.length < CODE_DIGITS : typed.trim().length < 8) {
      setEmpty(true);
      return;
    }
    check.mutate(
      { method, code: typed, trustDevice },
      { onSuccess: onAnswer, onError: () => method === 'totp' && setCode('') },
    );
  };
  const change = (typed: string) => {
    setEmpty(false);
    setCode(typed);
  };
  const other = () => {
    change('');
    check.reset();
    setMethod(method === 'totp' ? 'recovery-code' : 'totp');
  };

  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{t('signIn.secondTitle')}</h1>
      <p className="mt-1 mb-5 text-ink-soft">
        {t(method === 'totp' ? 'signIn.secondText' : 'signIn.recoveryText')}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(code);
        }}
        noValidate
        className="space-y-4"
      >
        {check.isError && !atField ? <Notice tone="danger">{problemText(check.error)}</Notice> : null}
        {method === 'totp' ? (
          <CodeField
            key="totp"
            label={t('signIn.secondCode')}
            value={code}
            onChange={change}
            onComplete={send}
            error={error}
            autoFocus
          />
        ) : (
          <TextField
            key="recovery"
            label={t('signIn.recoveryCode')}
            value={code}
            onChange={(event) => change(event.target.value)}
            error={error}
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="abcde-fghjk"
            className="h-12 font-mono text-lg"
          />
        )}
        <Checkbox checked={trustDevice} onCheckedChange={setTrustDevice} label={t('signIn.trust')} />
        <Button
          type="submit"
          block
          busy={check.isPending || (check.isSuccess && 'me' in check.data)}
          disabled={isOver}
        >
          {t('common:action.signIn')}
        </Button>
        <p className="text-center">
          <button
            type="button"
            onClick={other}
            className="rounded text-sm font-medium text-primary-ink underline underline-offset-2"
          >
            {t(method === 'totp' ? 'signIn.toRecovery' : 'signIn.toTotp')}
          </button>
        </p>
        <BackButton onBack={onBack} />
      </form>
    </>
  );
}
