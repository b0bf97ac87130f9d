import { cn } from '@jowi/ui/cn';
import { Money } from '@jowi/ui/money';
import type { ReactNode } from 'react';
import { useWords } from './words.ts';

export type AmountLineProps = {
  label: ReactNode;
  /** Decimal string of tiyin. */
  tiyin: string;
  strong?: boolean;
  className?: string;
};

/** A word at the left, its money at the right, figures under figures. */
export function AmountLine({ label, tiyin, strong = false, className }: AmountLineProps) {
  const { amount, currency } = useWords();
  return (
    <div className={cn('flex items-baseline justify-between gap-4', className)}>
      <span className={strong ? 'font-semibold text-ink' : 'text-ink-soft'}>{label}</span>
      <Money amount={amount(tiyin)} currency={currency} className={strong ? 'font-semibold' : undefined} />
    </div>
  );
}
