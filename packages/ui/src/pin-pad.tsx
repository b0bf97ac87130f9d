'use client';

import { Delete } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

export type PinPadProps = {
  /** Digits entered so far. */
  value: string;
  onValueChange: (digits: string) => void;
  /** Called with the digits once `length` is reached, or from `minLength` on by Enter or by the button. */
  onComplete: (digits: string) => void;
  length?: number;
  minLength?: number;
  /** What is being asked; read out. */
  label: string;
  deleteLabel: string;
  clearLabel: string;
  clearText?: ReactNode;
  /** The button that ends a code shorter than `length`; of a fixed length nobody needs one. */
  submit?: { label: ReactNode; hotkey?: string };
  error?: ReactNode;
  disabled?: boolean;
  /** Listen to the whole window, so a keyboard works without focus. */
  captureKeys?: boolean;
  className?: string;
};

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const key =
  'grid h-16 place-items-center rounded-xl border bg-card text-2xl font-medium text-ink tabular-nums shadow-card select-none hover:bg-fill active:bg-primary-quiet disabled:opacity-50';

/** A digit pressed keeps the focus where it was: the Enter that follows ends the code and presses no digit again. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** Digits by thumb or by keyboard; the entered ones show as filled marks, never as text. */
export function PinPad({
  value,
  onValueChange,
  onComplete,
  length = 4,
  minLength = length,
  label,
  deleteLabel,
  clearLabel,
  clearText = 'C',
  submit,
  error,
  disabled = false,
  captureKeys = true,
  className,
}: PinPadProps) {
  function press(next: string) {
    if (disabled || next.length > length) return;
    onValueChange(next);
    if (next.length === length) onComplete(next);
  }

  function onKey(pressed: string): boolean {
    if (/^\d$/.test(pressed)) press(value + pressed);
    else if (pressed === 'Backspace') press(value.slice(0, -1));
    else if (pressed === 'Escape' || pressed === 'Delete') press('');
    else if (pressed === 'Enter' && value.length >= minLength && !disabled) onComplete(value);
    else return false;
    return true;
  }

  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    if (!captureKeys) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target;
      if (target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
      // Enter on a focused key of the pad is that key's own press
      if (event.key === 'Enter' && target instanceof HTMLButtonElement) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [captureKeys]);

  return (
    <fieldset className={cn('w-72 min-w-0', className)} disabled={disabled}>
      <legend className="sr-only">{label}</legend>
      <div
        className="mb-4 flex h-10 items-center justify-center gap-4"
        role="img"
        aria-label={`${label}: ${value.length}`}
      >
        {/* no more marks than anybody's code has: how long this one is stays hers */}
        {Array.from({ length: Math.max(minLength, value.length) }, (_, place) => (
          <span
            key={place}
            className={cn(
              'size-4 rounded-full border-2 border-ink-faint',
              place < value.length && 'scale-110 border-primary bg-primary',
              error && 'border-danger',
            )}
          />
        ))}
      </div>
      <p role="alert" className="mb-3 min-h-6 text-center text-sm text-danger-ink">
        {error}
      </p>
      <div className="grid grid-cols-3 gap-2">
        {digits.map((digit) => (
          <button
            key={digit}
            type="button"
            className={key}
            onMouseDown={keepFocus}
            onClick={() => press(value + digit)}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          className={cn(key, 'text-base text-ink-soft')}
          aria-label={clearLabel}
          onMouseDown={keepFocus}
          onClick={() => press('')}
        >
          {clearText}
        </button>
        <button type="button" className={key} onMouseDown={keepFocus} onClick={() => press(`${value}0`)}>
          0
        </button>
        <button
          type="button"
          className={key}
          aria-label={deleteLabel}
          onMouseDown={keepFocus}
          onClick={() => press(value.slice(0, -1))}
        >
          <Delete size={24} />
        </button>
      </div>
      {submit ? (
        <Button
          size="till"
          block
          className="mt-2"
          hotkey={submit.hotkey}
          disabled={disabled || value.length < minLength}
          onClick={() => onComplete(value)}
        >
          {submit.label}
        </Button>
      ) : null}
    </fieldset>
  );
}
