'use client';

import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { Input, type InputProps } from './input.tsx';

export type TextFieldProps = Omit<InputProps, 'id'> & {
  label: ReactNode;
  help?: ReactNode | undefined;
  error?: ReactNode | undefined;
  hint?: ReactNode | undefined;
  /** Class of the whole field; `className` goes to the input. */
  fieldClassName?: string | undefined;
};

/** Input with label, help and error. Takes a react-hook-form `register(...)` spread as it is. */
export function TextField({ label, help, error, hint, fieldClassName, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error} hint={hint} className={fieldClassName}>
      {(control) => <Input {...input} {...control} />}
    </Field>
  );
}
