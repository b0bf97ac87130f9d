'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { cn } from './cn.ts';
import { type ControlSize, controlClass } from './input.tsx';

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = {
  /** Empty string: nothing chosen, the placeholder shows. */
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  size?: ControlSize;
  disabled?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
  className?: string;
};

export function Select({
  value,
  onValueChange,
  options,
  placeholder,
  size = 'office',
  disabled = false,
  className,
  ...aria
}: SelectProps) {
  return (
    <Radix.Root value={value} onValueChange={onValueChange} disabled={disabled}>
      <Radix.Trigger
        className={cn(
          controlClass({ size }),
          'inline-flex items-center justify-between gap-2 text-left data-[placeholder]:text-ink-faint',
          className,
        )}
        {...aria}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown size={16} className="shrink-0 text-ink-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-xl border bg-raised p-1 shadow-float animate-[ui-fade-in_100ms]"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={cn(
                  'relative flex items-center rounded-lg pr-3 pl-8 text-ink outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-fill-strong',
                  size === 'till' ? 'h-12 text-lg' : 'h-9 text-sm',
                )}
              >
                <Radix.ItemIndicator className="absolute left-2">
                  <Check size={16} />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
