'use client';

import type { RegistrationState } from '@jowi/contracts/http/registration';
import { Button } from '@jowi/ui/button';
import { Card } from '@jowi/ui/card';
import { Notice } from '@jowi/ui/notice';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { CODE_DIGITS, CodeField } from '../../form/code-field.tsx';
import { showPhone } from '../../form/phone-text.ts';
import { useSecondsLeft } from '../../form/use-seconds-left.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { DevMessagesLink } from '../sign-in/dev-messages-link.tsx';
import { useRequestCode, useVerifyCode } from './registration.query.ts';
import { stepPath } from './shown-step.ts';

type CodeState = Extract<RegistrationState, { step: 'code' }>;

/** Six digits; the sixth one sends them. */
export function CodeForm({ state, answeredAtMs }: { state: CodeState; answeredAtMs: number }) {
  const { t } = useWords();
  const router = useRouter();
  const problemText = useProblemText();
  const { language } = usePreferences();
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const verify = useVerifyCode();
  const resend = useRequestCode();
  const expired = useSecondsLeft(answeredAtMs + state.expiresInMs) === 0;

  const check = (digits: string) => {
    if (verify.isPending) return;
    if (digits.length < CODE_DIGITS) {
      setShort(true);
      return;
    }
    verify.mutate(
      { code: digits },
      {
        // The code is used up: there is no way back to it.
        onSuccess: (next) => router.replace(stepPath(next.step)),
        onError: (error) => {
          if (error instanceof ApiError && error.problem.field === 'code') setCode('');
        },
      },
    );
  };
  const atField = verify.error instanceof ApiError && verify.error.problem.field === 'code';

  return (
    <Card className="p-5 sm:p-6">
      <h1 className="text-xl font-semibold tracking-tight">{t('register.code.title')}</h1>
      <p className="mt-1 mb-5 text-ink-soft">{t('register.code.text', { phone: showPhone(state.phone) })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          check(code);
        }}
        noValidate
        className="space-y-4"
      >
        {verify.isError && !atField ? <Notice tone="danger">{problemText(verify.error)}</Notice> : null}
        {resend.isError ? <Notice tone="danger">{problemText(resend.error)}</Notice> : null}
        {state.delivery === 'failed' ? <Notice tone="danger">{t('register.code.failed')}</Notice> : null}
        {state.delivery === 'delayed' ? <Notice tone="warning">{t('register.code.delayed')}</Notice> : null}
        {expired && !verify.isError ? <Notice tone="warning">{t('register.code.expired')}</Notice> : null}
        <CodeField
          label={t('code.label')}
          value={code}
          onChange={(digits) => {
            setShort(false);
            setCode(digits);
          }}
          onComplete={check}
          error={short ? t('code.digits') : atField ? problemText(verify.error) : undefined}
          autoFocus
          resend={{
            atMs: answeredAtMs + state.resendInMs,
            busy: resend.isPending,
            onResend: () => {
              setCode('');
              verify.reset();
              resend.mutate({ phone: state.phone, language });
            },
          }}
        />
        <Button
          type="submit"
          block
          className="h-12 text-base"
          busy={verify.isPending || verify.isSuccess}
          disabled={expired}
        >
          {t('register.code.submit')}
        </Button>
      </form>
      <div className="mt-4 space-y-2">
        <Button asChild variant="ghost">
          <Link href={stepPath('phone')}>
            <ArrowLeft size={16} aria-hidden="true" />
            {t('register.code.other')}
          </Link>
        </Button>
        <DevMessagesLink />
      </div>
    </Card>
  );
}
