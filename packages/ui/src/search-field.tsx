'use client';

import { Search, X } from 'lucide-react';
import { cn } from './cn.ts';
import { Input, type InputProps } from './input.tsx';
import { Kbd } from './kbd.tsx';

export type SearchFieldProps = Omit<InputProps, 'value' | 'onChange' | 'type'> & {
  value: string;
  onValueChange: (text: string) => void;
  /** Read out and used as the placeholder. */
  label: string;
  clearLabel: string;
  /** The key that brings one here, shown while empty. */
  hotkey?: string;
};

export function SearchField({
  value,
  onValueChange,
  label,
  clearLabel,
  hotkey,
  className,
  size = 'office',
  ...props
}: SearchFieldProps) {
  const till = size === 'till';
  return (
    <div className={cn('relative min-w-0', className)}>
      <Search
        size={till ? 24 : 16}
        className={cn(
          'pointer-events-none absolute top-1/2 -translate-y-1/2 text-ink-faint',
          till ? 'left-4' : 'left-3',
        )}
        aria-hidden="true"
      />
      <Input
        {...props}
        size={size}
        type="search"
        role={props.role ?? 'searchbox'}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={props.placeholder ?? label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className={cn('[&::-webkit-search-cancel-button]:hidden', till ? 'pr-14 pl-13' : 'pr-10 pl-9')}
      />
      {value ? (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => onValueChange('')}
          className={cn(
            'absolute top-1/2 right-1.5 grid -translate-y-1/2 place-items-center rounded-md text-ink-faint hover:bg-fill-strong hover:text-ink',
            till ? 'size-11' : 'size-7',
          )}
        >
          <X size={till ? 24 : 16} />
        </button>
      ) : hotkey ? (
        <Kbd className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-faint">
          {hotkey}
        </Kbd>
      ) : null}
    </div>
  );
}
