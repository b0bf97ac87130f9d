'use client';

import { type ChangeEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { cn } from './cn.ts';
import { Input, type InputProps } from './input.tsx';
import {
  caretAfterRegroup,
  parseNumericText,
  showNumericText,
  significantRightOf,
} from './numeric-format.ts';

export type NumericInputProps = Omit<
  InputProps,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'inputMode'
> & {
  /** Canonical decimal text: `''`, `'1234'`, `'1234.5'`. Never a JS number. */
  value: string;
  onValueChange: (canonical: string) => void;
  /** Digits allowed after the separator; 0 for whole so'm. */
  decimals?: number;
  allowNegative?: boolean;
  /** A small grey word at the right edge: currency, unit, %. */
  suffix?: ReactNode;
};

/** Groups digits as one types (`1 234 567`), keeps the caret, ignores what is not a number. */
export function NumericInput({
  value,
  onValueChange,
  decimals = 0,
  allowNegative = false,
  suffix,
  className,
  ...props
}: NumericInputProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const caretRight = useRef<number | null>(null);
  const shown = showNumericText(value);

  useLayoutEffect(() => {
    const input = inputRef.current;
    if (input && caretRight.current !== null && document.activeElement === input) {
      const at = caretAfterRegroup(shown, caretRight.current);
      input.setSelectionRange(at, at);
    }
    caretRight.current = null;
  });

  function onChange(event: ChangeEvent<HTMLInputElement>) {
    const typed = event.target.value;
    const canonical = parseNumericText(typed, decimals, allowNegative);
    caretRight.current = significantRightOf(typed, event.target.selectionStart ?? typed.length);
    if (canonical !== null && canonical !== value) onValueChange(canonical);
  }

  return (
    <span className="relative block min-w-0">
      <Input
        ref={inputRef}
        inputMode={decimals > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        value={shown}
        onChange={onChange}
        className={cn('text-right tabular-nums', suffix ? 'pr-14' : '', className)}
        {...props}
      />
      {suffix ? (
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-xs text-ink-faint">
          {suffix}
        </span>
      ) : null}
    </span>
  );
}
