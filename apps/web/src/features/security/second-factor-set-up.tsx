'use client';

import type { SecondFactorSecret } from '@jowi/contracts/http/account';
import { Button } from '@jowi/ui/button';
import { Skeleton } from '@jowi/ui/skeleton';
import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { CODE_DIGITS, CodeField } from '../../form/code-field.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';
import { PasswordConfirmForm } from './password-confirm.form.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useBeginSecondFactor, useConfirmSecondFactor, useSecondFactorIsOn } from './security.query.ts';

/** Application, QR code, first code, ten codes for paper. `onDone` comes after the codes were put away. */
export function SecondFactorSetUp({
  phone,
  onDone,
  onHold,
}: {
  phone: string;
  onDone: () => void;
  onHold?: ((held: boolean) => void) | undefined;
}) {
  const begin = useBeginSecondFactor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const isOn = useSecondFactorIsOn();
  const asked = useRef(false);
  const { mutate } = begin;
  useEffect(() => {
    // another secret would make the first one worth nothing: ask once, though effects of a mount may run twice
    if (asked.current) return;
    asked.current = true;
    mutate(undefined);
  }, [mutate]);

  const wantsPassword =
    begin.error instanceof ApiError &&
    (begin.error.is('account/password-required') || begin.error.is('account/password-wrong'));

  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        phone={phone}
        onHold={onHold}
        onDone={() => {
          void isOn();
          onDone();
        }}
      />
    );
  if (begin.data) return <Confirm secret={begin.data} onCodes={setCodes} onAgain={() => mutate(undefined)} />;
  if (wantsPassword || (begin.isPending && begin.variables !== undefined))
    return <PasswordConfirmForm error={begin.error} busy={begin.isPending} onPassword={mutate} />;
  if (begin.isError) return <FailureNotice error={begin.error} onRetry={() => mutate(undefined)} />;
  return (
    <div className="space-y-3">
      <Skeleton className="h-6" />
      <Skeleton className="mx-auto size-48" />
      <Skeleton className="h-14" />
    </div>
  );
}

function Confirm({
  secret,
  onCodes,
  onAgain,
}: {
  secret: SecondFactorSecret;
  onCodes: (codes: readonly string[]) => void;
  onAgain: () => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const atField = confirm.error instanceof ApiError && confirm.error.problem.field === 'code';
  const isLost = confirm.error instanceof ApiError && confirm.error.is('account/second-factor-not-begun');

  const send = (digits: string) => {
    if (confirm.isPending) return;
    if (digits.length < CODE_DIGITS) {
      setShort(true);
      return;
    }
    confirm.mutate(
      { code: digits },
      { onSuccess: (answer) => onCodes(answer.codes), onError: () => setCode('') },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(code);
      }}
      noValidate
    >
      <ol className="list-decimal space-y-4 pl-5 marker:font-semibold marker:text-ink-faint">
        <li>{t('security.setUp.step1')}</li>
        <li>
          {t('security.setUp.step2')}
          <QrCode text={secret.uri} label={t('security.setUp.qr')} className="mx-auto mt-3 size-48" />
          <p className="mt-3 text-sm text-ink-soft">{t('security.setUp.secret')}</p>
          <p className="mt-1 rounded-lg bg-fill px-3 py-2 font-mono text-sm break-all select-all">
            {(secret.secret.match(/.{1,4}/g) ?? []).join(' ')}
          </p>
        </li>
        <li>
          {t('security.setUp.step3')}
          <div className="mt-3 space-y-4">
            {confirm.isError && !atField ? <FailureNotice error={confirm.error} /> : null}
            <CodeField
              label={t('signIn.secondCode')}
              value={code}
              onChange={(digits) => {
                setShort(false);
                setCode(digits);
              }}
              onComplete={send}
              error={short ? t('code.digits') : atField ? problemText(confirm.error) : undefined}
            />
            {isLost ? (
              <Button type="button" variant="outline" block onClick={onAgain}>
                <RotateCw size={16} aria-hidden="true" />
                {t('security.setUp.again')}
              </Button>
            ) : (
              <Button type="submit" block busy={confirm.isPending}>
                {t('security.setUp.submit')}
              </Button>
            )}
          </div>
        </li>
      </ol>
    </form>
  );
}
