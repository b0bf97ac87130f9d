'use client';

import { EMPLOYEE_COLORS } from '@jowi/contracts/http/staff';
import { Avatar } from '@jowi/ui/avatar';
import { cn } from '@jowi/ui/cn';
import { useWords } from '../../i18n/use-words.ts';

/** The circle by which colleagues tell each other apart at the till. */
export function ColorField({
  value,
  onChange,
  name,
  disabled,
}: {
  value: number;
  onChange: (color: number) => void;
  name: string;
  disabled: boolean;
}) {
  const { t } = useWords();
  return (
    <fieldset className="space-y-1.5">
      <legend className="text-sm font-medium text-ink">{t('staff.color')}</legend>
      <div className="flex flex-wrap gap-2">
        {EMPLOYEE_COLORS.map((color) => (
          <label
            key={color}
            className={cn(
              'rounded-full p-0.5 ring-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
              value === color ? 'ring-primary' : 'ring-transparent',
              disabled ? 'cursor-not-allowed opacity-60' : 'cursor-pointer hover:ring-edge',
            )}
          >
            <input
              type="radio"
              name="color"
              value={color}
              checked={value === color}
              onChange={() => onChange(color)}
              aria-label={t('staff.colorNth', { n: color })}
              className="sr-only"
            />
            <Avatar name={name.trim() === '' ? 'Aa' : name} color={color} size="md" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
