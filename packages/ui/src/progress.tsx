import { cn } from './cn.ts';

export type ProgressProps = {
  /** 0-100; null while the amount of work is unknown. */
  percent: number | null;
  label: string;
  className?: string;
};

export function Progress({ percent, label, className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className={cn('h-2 overflow-hidden rounded-full bg-fill-strong', className)}
    >
      {percent === null ? (
        <div className="h-full w-1/3 animate-[ui-busy_1.2s_linear_infinite] rounded-full bg-primary" />
      ) : (
        <div
          className="h-full rounded-full bg-primary transition-[width]"
          style={{ width: `${Math.min(100, Math.max(0, percent))}%` }}
        />
      )}
    </div>
  );
}
