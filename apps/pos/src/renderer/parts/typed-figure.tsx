import { THIN_SPACE } from '@jowi/i18n/format';
import { cn } from '@jowi/ui/cn';
import type { ReactNode } from 'react';

export type TypedFigureProps = {
  label: ReactNode;
  /** Canonical decimal text as the keypad keeps it. */
  typed: string;
  /** What holds while nothing is typed; shown grey. */
  placeholder: string;
  suffix: ReactNode;
  className?: string;
};

/** The figure being typed, large, with a caret that needs no field. */
export function TypedFigure({ label, typed, placeholder, suffix, className }: TypedFigureProps) {
  return (
    <div className={cn('rounded-2xl border-2 border-primary bg-card px-5 py-3', className)}>
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="flex items-baseline gap-2 text-4xl font-semibold tabular-nums" aria-live="polite">
        <span className={typed === '' ? 'text-ink-faint' : undefined}>
          {typed === '' ? placeholder : grouped(typed)}
        </span>
        <span className="h-8 w-0.5 self-center animate-pulse bg-primary" aria-hidden="true" />
        <span className="text-base font-normal text-ink-faint">{suffix}</span>
      </p>
    </div>
  );
}

/** `1234.5` -> `1 234,5`; keeps a half-typed `12,`. */
function grouped(typed: string): string {
  const [whole = '', fraction] = typed.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
  return fraction === undefined ? groups : `${groups},${fraction}`;
}
