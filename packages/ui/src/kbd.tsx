import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A key as printed on the keyboard: `F2`, `Esc`, `Ctrl S`. Inherits its colour, so it reads on any button. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded border border-current/35 px-1 font-sans text-xs font-medium leading-none',
        className,
      )}
      {...props}
    />
  );
}
