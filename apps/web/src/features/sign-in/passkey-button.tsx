'use client';

import type { SignInAnswer } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import { Notice } from '@jowi/ui/notice';
import { KeyRound } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../api/problem-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePasskeySupport } from '../../session/passkey-support.ts';
import { useSignInByPasskey } from './sign-in.query.ts';

/** Shown where passkeys work. A person who changes her mind at the device's question is told nothing. */
export function PasskeyButton({ onAnswer }: { onAnswer: (answer: SignInAnswer) => void }) {
  const { t } = useWords();
  const problemText = useProblemText();
  const signIn = useSignInByPasskey();
  if (!usePasskeySupport()) return null;
  return (
    <div className="mt-5 space-y-4">
      <p className="flex items-center gap-3 text-sm text-ink-faint before:h-px before:flex-1 before:bg-hairline after:h-px after:flex-1 after:bg-hairline">
        {t('signIn.or')}
      </p>
      {signIn.error instanceof ApiError ? <Notice tone="danger">{problemText(signIn.error)}</Notice> : null}
      <Button
        type="button"
        variant="outline"
        block
        busy={signIn.isPending}
        onClick={() => signIn.mutate(false, { onSuccess: onAnswer })}
      >
        <KeyRound size={16} aria-hidden="true" />
        {t('signIn.passkey')}
      </Button>
    </div>
  );
}
