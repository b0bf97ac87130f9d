import { cn } from './cn.ts';

/** The shape of what is coming. Give it the height and width of the real thing. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cn('block h-4 animate-pulse rounded-md bg-fill-strong', className)} />
  );
}
