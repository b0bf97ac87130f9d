import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Scrolls both ways inside its frame; the head stays. Set a max height for a sticky head that works. */
export function TableFrame({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('relative w-full overflow-auto', className)} {...props} />;
}

export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table className={cn('w-full border-separate border-spacing-0 text-sm', className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('[&_th]:sticky [&_th]:top-0 [&_th]:z-10', className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&>tr:last-child>td]:border-b-0', className)} {...props} />;
}

/** Totals: stay at the foot of the frame. */
export function TableFoot({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot
      className={cn(
        '[&_td]:sticky [&_td]:bottom-0 [&_td]:border-t [&_td]:border-b-0 [&_td]:bg-card [&_td]:font-semibold',
        className,
      )}
      {...props}
    />
  );
}

/** A 44 px row. `interactive` for rows that open something; put a real link or button inside as well. */
export function TableRow({
  className,
  interactive = false,
  ...props
}: ComponentProps<'tr'> & { interactive?: boolean }) {
  return (
    <tr
      className={cn('group/row h-11', interactive && 'cursor-pointer hover:bg-fill/70', className)}
      {...props}
    />
  );
}

type CellProps = { numeric?: boolean };

export function TableHeader({ className, numeric = false, ...props }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        'h-10 border-b bg-card px-3 text-left text-xs font-medium whitespace-nowrap text-ink-faint first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, numeric = false, ...props }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      className={cn(
        'h-11 border-b px-3 py-1.5 align-middle first:pl-5 last:pr-5',
        numeric && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
      {...props}
    />
  );
}
