'use client';

import { useState } from 'react';
import { usePreferences } from '../../preferences/preferences-provider.tsx';
import { useRequestSignInCode } from './sign-in.query.ts';
import type { Sent } from './stage.ts';

/** A code that was sent and may be sent again; the last one counts. */
export function useSentCode(first: Sent, purpose: 'sign-in' | 'reset-password', onSentAgain: () => void) {
  const { language } = usePreferences();
  const [sent, setSent] = useState(first.code);
  const request = useRequestSignInCode();
  return {
    sent,
    error: request.error,
    resend: {
      atMs: sent.resendAtMs,
      busy: request.isPending,
      onResend: () =>
        request.mutate(
          { phone: first.phone, purpose, language },
          {
            onSuccess: (code) => {
              setSent(code);
              onSentAgain();
            },
          },
        ),
    },
  };
}
