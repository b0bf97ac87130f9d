'use client';

import { Field } from '@jowi/ui/field';
import { Input } from '@jowi/ui/input';
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

export type PasswordFieldProps = Omit<ComponentProps<typeof Input>, 'type' | 'size'> & {
  label: ReactNode;
  help?: ReactNode | undefined;
  error?: ReactNode | undefined;
};

/** A password one can look at. Takes a react-hook-form `register(...)` spread as it is. */
export function PasswordField({ label, help, error, ...input }: PasswordFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <span className="relative block">
          <Input {...input} {...control} type={shown ? 'text' : 'password'} className="pr-11" />
          <button
            type="button"
            aria-label={t(shown ? 'signIn.hidePassword' : 'signIn.showPassword')}
            onClick={() => setShown(!shown)}
            className="absolute top-1 right-1 grid size-8 place-items-center rounded-md text-ink-faint hover:bg-fill-strong hover:text-ink"
          >
            {shown ? <EyeOff size={16} /> : <Eye size={16} />}
          </button>
        </span>
      )}
    </Field>
  );
}
