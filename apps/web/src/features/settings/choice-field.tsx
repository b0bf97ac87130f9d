'use client';

import { Field } from '@jowi/ui/field';
import { Select, type SelectOption } from '@jowi/ui/select';
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form';

/** A list to choose one of, with label, help and error. The empty string is a choice like any other. */
export function ChoiceField<V extends FieldValues>({
  control,
  name,
  label,
  help,
  error,
  options,
  className,
}: {
  control: Control<V>;
  name: FieldPath<V>;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  options: readonly SelectOption[];
  className?: string;
}) {
  return (
    <Field label={label} help={help} error={error} className={className}>
      {(own) => (
        <Controller
          control={control}
          name={name}
          render={({ field }) => (
            <Select
              {...own}
              value={field.value === '' ? NONE : field.value}
              onValueChange={(value) => field.onChange(value === NONE ? '' : value)}
              options={options.map((option) => (option.value === '' ? { ...option, value: NONE } : option))}
            />
          )}
        />
      )}
    </Field>
  );
}

/** The list itself cannot hold an empty value. */
const NONE = 'none';
