'use client';

import { Button } from '@jowi/ui/button';
import { Field } from '@jowi/ui/field';
import { Input } from '@jowi/ui/input';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

export const CODE_DIGITS = 6;

export type CodeFieldProps = {
  label: ReactNode;
  value: string;
  onChange: (digits: string) => void;
  /** Called with the sixth digit, typed, pasted or filled in by the phone: nobody has to press a button. */
  onComplete?: ((digits: string) => void) | undefined;
  error?: ReactNode | undefined;
  help?: ReactNode | undefined;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
  name?: string | undefined;
  /** A code that was sent can be sent again, from `atMs` on. An authenticator's code has no such thing. */
  resend?: { atMs: number; onResend: () => void; busy: boolean } | undefined;
};

/** Six digits in one real input, so that pasting, autofill from a message and screen readers just work. */
export function CodeField({
  label,
  value,
  onChange,
  onComplete,
  error,
  help,
  resend,
  ...input
}: CodeFieldProps) {
  const take = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, CODE_DIGITS);
    if (digits === value) return;
    onChange(digits);
    if (digits.length === CODE_DIGITS) onComplete?.(digits);
  };
  return (
    <div className="space-y-2">
      <Field label={label} error={error} help={help}>
        {(control) => (
          <Input
            {...input}
            {...control}
            value={value}
            onChange={(event) => take(event.target.value)}
            onPaste={(event) => {
              // "Код: 123 456" as it stands in the message
              event.preventDefault();
              take(event.clipboardData.getData('text'));
            }}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCorrect="off"
            spellCheck={false}
            placeholder="••••••"
            className="h-14 text-center font-mono text-2xl font-semibold tracking-[0.4em] placeholder:text-edge max-sm:text-2xl"
          />
        )}
      </Field>
      {resend ? <Resend {...resend} /> : null}
    </div>
  );
}

function Resend({ atMs, onResend, busy }: { atMs: number; onResend: () => void; busy: boolean }) {
  const { t } = useWords();
  const left = useSecondsLeft(atMs);
  return left > 0 ? (
    <p className="text-sm text-ink-faint tabular-nums" role="timer">
      {t('code.resendIn', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
    </p>
  ) : (
    <Button type="button" variant="ghost" onClick={onResend} busy={busy}>
      {t('code.resend')}
    </Button>
  );
}
