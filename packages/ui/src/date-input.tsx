'use client';

import { CalendarDays } from 'lucide-react';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { cn } from './cn.ts';
import { dateTextOf, parseDateText, showDateText } from './date-text.ts';
import { Input, type InputProps } from './input.tsx';

export type DateInputProps = Omit<InputProps, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** `YYYY-MM-DD`, or '' for no date. */
  value: string;
  /** A whole day or ''; while one is half-typed nothing is told. */
  onValueChange: (iso: string) => void;
  /** What is shown while empty: `дд.мм.гггг`. */
  placeholder: string;
  /** Of the button that opens the calendar. */
  calendarLabel: string;
};

/**
 * A day as it is written here, DD.MM.YYYY, whatever language the browser speaks (a native date field follows the
 * browser's). The button opens the browser's own calendar.
 */
export function DateInput({
  value,
  onValueChange,
  calendarLabel,
  className,
  onBlur,
  ...props
}: DateInputProps) {
  const [text, setText] = useState(() => (value ? dateTextOf(value) : ''));
  const told = useRef(value);
  const picker = useRef<HTMLInputElement>(null);

  // changed from outside: a reset, a calendar
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value ? dateTextOf(value) : '');
  }, [value]);

  function tell(iso: string) {
    told.current = iso;
    if (iso !== value) onValueChange(iso);
  }

  function onType(event: ChangeEvent<HTMLInputElement>) {
    const typed = event.target.value;
    // while erasing, what is left stays as it is; a lone dot at the end goes by itself
    const shown = typed.length < text.length && !typed.endsWith('.') ? typed : showDateText(typed);
    setText(shown);
    const iso = parseDateText(shown);
    if (iso !== null) tell(iso);
  }

  return (
    <span className="relative block min-w-0">
      <Input
        {...props}
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        value={text}
        onChange={onType}
        onBlur={(event) => {
          // half a date is no date: back to the last whole one
          if (parseDateText(text) === null) setText(value ? dateTextOf(value) : '');
          onBlur?.(event);
        }}
        className={cn('pr-10 tabular-nums', className)}
      />
      <button
        type="button"
        aria-label={calendarLabel}
        onClick={() => picker.current?.showPicker()}
        className="absolute top-1/2 right-1.5 grid size-7 -translate-y-1/2 place-items-center rounded-md text-ink-faint hover:bg-fill-strong hover:text-ink"
      >
        <CalendarDays size={16} />
      </button>
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        onChange={(event) => {
          setText(event.target.value ? dateTextOf(event.target.value) : '');
          tell(event.target.value);
        }}
        className="pointer-events-none absolute inset-x-0 bottom-0 h-px w-full opacity-0"
      />
    </span>
  );
}
