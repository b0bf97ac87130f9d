'use client';

import { ToggleGroup as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import type { ControlSize } from './input.tsx';

export type SegmentedProps<V extends string> = {
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; ariaLabel?: string }[];
  'aria-label': string;
  size?: ControlSize;
  disabled?: boolean;
  className?: string;
};

/** Two to four choices side by side, one always chosen: language, theme, period. */
export function Segmented<V extends string>({
  value,
  onValueChange,
  options,
  size = 'office',
  disabled = false,
  className,
  ...aria
}: SegmentedProps<V>) {
  return (
    <Radix.Root
      type="single"
      disabled={disabled}
      value={value}
      onValueChange={(next) => {
        if (next !== '') onValueChange(next as V);
      }}
      className={cn('inline-flex gap-0.5 rounded-lg bg-fill-strong p-0.5', className)}
      {...aria}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          {...(option.ariaLabel ? { 'aria-label': option.ariaLabel, title: option.ariaLabel } : {})}
          className={cn(
            'inline-flex flex-1 items-center justify-center gap-1.5 rounded-md px-3 font-medium whitespace-nowrap text-ink-soft hover:text-ink data-[state=on]:bg-thumb data-[state=on]:text-ink data-[state=on]:shadow-card disabled:opacity-50',
            size === 'till' ? 'h-13 text-lg' : 'h-9 text-sm',
          )}
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
