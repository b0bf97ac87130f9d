'use client';

import { CONSENT_TEXT_VERSION } from '@jowi/contracts/http/personal-data';
import type { InvitationStep } from '@jowi/contracts/http/staff';
import { Button } from '@jowi/ui/button';
import { Checkbox } from '@jowi/ui/checkbox';
import { Notice } from '@jowi/ui/notice';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { CodeField } from '../../form/code-field.tsx';
import { ConsentLabel } from '../../form/consent-label.tsx';
import { ErrorLine } from '../../form/error-line.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { DevMessagesLink } from '../sign-in/dev-messages-link.tsx';
import { useAcceptInvitation, useInvitationCode } from './invite.query.ts';

/** That the phone is hers: a code to it, and the code back. */
export function InviteCodeForm({
  token,
  phoneHint,
  onStep,
}: {
  token: string;
  phoneHint: string;
  onStep: (step: InvitationStep) => void;
}) {
  const { t } = useWords();
  const { language } = usePreferences();
  const problemText = useProblemText();
  const request = useInvitationCode(token);
  const accept = useAcceptInvitation();
  const [code, setCode] = useState('');
  const [agrees, setAgrees] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const { data: sent, error: notSent } = request;
  const ask = () =>
    request.mutate(language, {
      onSuccess: () => {
        setCode('');
        accept.reset();
      },
    });

  if (!sent)
    return (
      <div className="space-y-4">
        <p className="text-ink-soft">{t('invitePage.text')}</p>
        {notSent ? <Notice tone="danger">{problemText(notSent)}</Notice> : null}
        <div>
          <Checkbox
            name="consent"
            checked={agrees}
            onCheckedChange={setAgrees}
            label={<ConsentLabel text="register.business.consentData" href="/legal/personal-data" />}
          />
          {wasAsked && !agrees ? <ErrorLine>{t('register.business.consentMissing')}</ErrorLine> : null}
        </div>
        <Button
          block
          onClick={() => {
            setWasAsked(true);
            if (agrees) ask();
          }}
          busy={request.isPending}
        >
          {t('invitePage.sendCode')}
        </Button>
      </div>
    );

  const atField = accept.error instanceof ApiError && accept.error.problem.code.startsWith('codes/');
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => event.preventDefault()}
      aria-busy={accept.isPending}
    >
      <p className="text-ink-soft">{t('invitePage.codeText', { phone: phoneHint })}</p>
      {notSent ? <Notice tone="danger">{problemText(notSent)}</Notice> : null}
      {accept.isError && !atField ? <Notice tone="danger">{problemText(accept.error)}</Notice> : null}
      <CodeField
        label={t('invitePage.code')}
        value={code}
        onChange={setCode}
        onComplete={(digits) => {
          if (accept.isPending) return;
          accept.mutate(
            {
              token,
              requestId: sent.requestId,
              code: digits,
              consent: { textVersion: CONSENT_TEXT_VERSION, language },
            },
            { onSuccess: onStep, onError: () => setCode('') },
          );
        }}
        error={atField ? problemText(accept.error) : undefined}
        autoFocus
        resend={{ atMs: sent.resendAtMs, onResend: ask, busy: request.isPending }}
      />
      <DevMessagesLink />
    </form>
  );
}
