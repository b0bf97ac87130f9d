import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Field } from './field.tsx';
import { controlClass } from './input.tsx';

export type TextAreaFieldProps = Omit<ComponentProps<'textarea'>, 'id'> & {
  label: ReactNode;
  help?: ReactNode | undefined;
  error?: ReactNode | undefined;
  hint?: ReactNode | undefined;
  /** Class of the whole field; `className` goes to the text. */
  fieldClassName?: string | undefined;
};

/** Several lines of text with label, help and error. Takes a react-hook-form `register(...)` spread as it is. */
export function TextAreaField({
  label,
  help,
  error,
  hint,
  fieldClassName,
  className,
  ...textarea
}: TextAreaFieldProps) {
  return (
    <Field label={label} help={help} error={error} hint={hint} className={fieldClassName}>
      {(control) => (
        <textarea className={cn(controlClass(), 'h-auto py-2', className)} {...textarea} {...control} />
      )}
    </Field>
  );
}
