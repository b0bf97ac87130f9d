'use client';

import { Checkbox } from '@jowi/ui/checkbox';
import { Field } from '@jowi/ui/field';
import { NumericInput } from '@jowi/ui/numeric-input';
import { type Control, Controller, useController } from 'react-hook-form';
import { useFieldText } from '../../form/use-field-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { RoleValues } from './role-values.ts';

/** How far one goes alone at the till. */
export function LimitFields({ control, disabled }: { control: Control<RoleValues>; disabled: boolean }) {
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Percent control={control} disabled={disabled} name="discount" />
      <Percent control={control} disabled={disabled} name="priceOverride" />
      <Sum control={control} disabled={disabled} name="refund" />
      <Sum control={control} disabled={disabled} name="cashOut" />
    </div>
  );
}

function Percent({
  control,
  disabled,
  name,
}: {
  control: Control<RoleValues>;
  disabled: boolean;
  name: 'discount' | 'priceOverride';
}) {
  const { t } = useWords();
  const fieldText = useFieldText();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label={t(`roles.${name}`)} error={fieldText(fieldState.error)}>
          {(aria) => (
            <NumericInput
              {...aria}
              ref={field.ref}
              name={field.name}
              onBlur={field.onBlur}
              value={field.value}
              onValueChange={field.onChange}
              disabled={disabled}
              decimals={2}
              suffix="%"
            />
          )}
        </Field>
      )}
    />
  );
}

function Sum({
  control,
  disabled,
  name,
}: {
  control: Control<RoleValues>;
  disabled: boolean;
  name: 'refund' | 'cashOut';
}) {
  const { t } = useWords();
  const { currency } = useFormat();
  const fieldText = useFieldText();
  const unlimited = useController({ control, name: `${name}.unlimited` }).field;
  return (
    <div className="space-y-2">
      <Controller
        control={control}
        name={`${name}.sum`}
        render={({ field, fieldState }) => (
          <Field label={t(`roles.${name}`)} error={fieldText(fieldState.error)}>
            {(aria) => (
              <NumericInput
                {...aria}
                ref={field.ref}
                name={field.name}
                onBlur={field.onBlur}
                value={unlimited.value ? '' : field.value}
                onValueChange={field.onChange}
                disabled={disabled || unlimited.value}
                decimals={2}
                suffix={currency}
              />
            )}
          </Field>
        )}
      />
      <Checkbox
        label={t('roles.unlimited')}
        checked={unlimited.value}
        disabled={disabled}
        onCheckedChange={unlimited.onChange}
      />
    </div>
  );
}
