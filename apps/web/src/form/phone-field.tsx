'use client';

import { zPhone } from '@jowi/contracts/scalar';
import { TextField } from '@jowi/ui/text-field';
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form';
import { z } from 'zod';
import { phoneToWire, showPhone } from './phone-text.ts';
import { useFieldText } from './use-field-text.ts';

/** A phone of a form, as shown while typed and as the wire has it afterwards. */
export const zPhoneTyped = z
  .string()
  .transform(phoneToWire)
  .refine((phone) => zPhone.safeParse(phone).success, 'form.phone');

export function PhoneField<T extends FieldValues, C, O extends FieldValues>({
  control,
  name,
  label,
  autoFocus = false,
}: {
  control: Control<T, C, O>;
  name: FieldPath<T>;
  label: string;
  autoFocus?: boolean;
}) {
  const fieldText = useFieldText();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <TextField
          {...field}
          onChange={(event) => field.onChange(showPhone(event.target.value))}
          label={label}
          error={fieldText(fieldState.error)}
          type="tel"
          inputMode="tel"
          autoComplete="username"
          autoFocus={autoFocus}
          className="tabular-nums"
        />
      )}
    />
  );
}
