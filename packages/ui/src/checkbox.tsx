'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export type CheckboxProps = {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
  name?: string;
  className?: string;
};

export function Checkbox({
  checked,
  onCheckedChange,
  label,
  help,
  disabled = false,
  name,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn('flex items-start gap-2.5', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        {...(name ? { name } : {})}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        className="mt-px grid size-5 shrink-0 place-items-center rounded-md border border-edge bg-card text-on-primary transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary disabled:opacity-50"
      >
        <Radix.Indicator>
          {checked === 'indeterminate' ? (
            <Minus size={16} strokeWidth={3} />
          ) : (
            <Check size={16} strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className="text-sm text-ink">
        {label}
        {help ? <span className="block text-ink-faint">{help}</span> : null}
      </label>
    </div>
  );
}
