import { cva, type VariantProps } from 'class-variance-authority';
import { cn } from './cn.ts';

const money = cva('inline-flex items-baseline whitespace-nowrap tabular-nums', {
  variants: {
    size: {
      inherit: '',
      md: 'text-base font-medium',
      lg: 'text-2xl font-semibold tracking-tight',
      /** A total one reads at arm's length. */
      till: 'text-5xl font-semibold tracking-tight',
      poster: 'text-7xl font-bold tracking-tight',
    },
    tone: { ink: '', muted: 'text-ink-soft', danger: 'text-danger-ink', success: 'text-success-ink' },
  },
  defaultVariants: { size: 'inherit', tone: 'ink' },
});

export type MoneyProps = VariantProps<typeof money> & {
  /** Already formatted, groups by thin space: `1 234 567`. */
  amount: string;
  /** The currency word, shown small and grey: `so'm`, `сум`. Leave out where the column head says it. */
  currency?: string | undefined;
  className?: string | undefined;
};

export function Money({ amount, currency, size, tone, className }: MoneyProps) {
  return (
    <span className={cn(money({ size, tone }), className)}>
      {amount}
      {currency ? (
        <span className="ml-[0.35em] text-[max(0.55em,0.6875rem)] font-normal tracking-normal text-ink-faint">
          {currency}
        </span>
      ) : null}
    </span>
  );
}
