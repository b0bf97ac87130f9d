'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type SecondFactorProof, zTotpCode } from '@jowi/contracts/http/account';
import { Button } from '@jowi/ui/button';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useProblemText } from '../../api/problem-text.ts';
import { CodeField } from '../../form/code-field.tsx';
import { PasswordField } from '../../form/password-field.tsx';
import { placeProblems } from '../../form/place-problems.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailureNotice } from '../../list/failure-notice.tsx';

const zForm = z.object({
  password: z.string().min(1, 'form.required'),
  code: z.string().refine((code) => zTotpCode.safeParse(code).success, 'code.digits'),
});

/** Password and a code of the authenticator, before what makes the account weaker. */
export function SecondFactorProofForm({
  submitLabel,
  danger = false,
  busy,
  onProof,
}: {
  submitLabel: string;
  danger?: boolean;
  busy: boolean;
  onProof: (proof: SecondFactorProof, onError: (error: unknown) => void) => void;
}) {
  const { t } = useWords();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(zForm), defaultValues: { password: '', code: '' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit((proof) => {
    setFailure(null);
    onProof(proof, (error) => {
      const placed = placeProblems(error, form.setError, problemText, (field) =>
        field === 'password' || field === 'code' ? field : null,
      );
      if (!placed) setFailure(error);
    });
  });

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {failure ? <FailureNotice error={failure} /> : null}
      <PasswordField
        {...form.register('password')}
        label={t('security.confirm.password')}
        error={fieldText(errors.password)}
        autoComplete="current-password"
        autoFocus
      />
      <Controller
        control={form.control}
        name="code"
        render={({ field }) => (
          <CodeField
            label={t('security.confirm.code')}
            value={field.value}
            onChange={field.onChange}
            error={fieldText(errors.code)}
          />
        )}
      />
      <Button type="submit" block variant={danger ? 'danger' : 'primary'} busy={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
