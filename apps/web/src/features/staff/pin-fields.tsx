'use client';

import { TextField } from '@jowi/ui/text-field';
import { type Control, type UseFormRegister, useController, useFormState, useWatch } from 'react-hook-form';
import { RadioLine } from '../../form/radio-line.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { PinValues } from './employee-values.ts';

/** A PIN made by us, one's own, or none. */
export function PinFields<Values extends PinValues>({
  control,
  register,
  allowsNone = false,
}: {
  control: Control<Values>;
  register: UseFormRegister<Values>;
  allowsNone?: boolean;
}) {
  // The form has more fields; these two are all that is asked for here.
  const ours = control as unknown as Control<PinValues>;
  const { t } = useWords();
  const fieldText = useFieldText();
  const choice = useController({ control: ours, name: 'pinChoice' }).field;
  const { errors } = useFormState({ control: ours });
  const chosen = useWatch({ control: ours, name: 'pinChoice' });
  const lines = [
    ['generate', t('staff.pinGenerate')],
    ['own', t('staff.pinOwn')],
    ...(allowsNone ? ([['none', t('staff.pinNot')]] as const) : []),
  ] as const;
  return (
    <div className="space-y-2">
      {lines.map(([value, label]) => (
        <RadioLine
          key={value}
          name="pinChoice"
          checked={choice.value === value}
          onCheck={() => choice.onChange(value)}
          label={label}
        />
      ))}
      {chosen === 'own' ? (
        <TextField
          {...(register as unknown as UseFormRegister<PinValues>)('pin')}
          label={t('staff.pinField')}
          help={t('staff.pinHelp')}
          error={fieldText(errors.pin)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          className="max-w-40 font-mono text-lg tracking-[0.3em]"
          fieldClassName="pl-7"
          autoFocus
        />
      ) : null}
    </div>
  );
}
