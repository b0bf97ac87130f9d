import { cva } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export type ControlSize = 'office' | 'till';

/** The look shared by every control one types or picks in. */
export const controlClass = cva(
  'w-full min-w-0 rounded-lg border border-edge/70 bg-(--field) text-ink transition-colors hover:border-edge focus-visible:border-ring focus-visible:bg-card focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger aria-invalid:bg-danger-quiet/40',
  {
    variants: {
      size: {
        office: 'h-10 px-3 text-sm max-sm:text-base',
        till: 'h-14 px-4 text-lg',
      },
    },
    defaultVariants: { size: 'office' },
  },
);

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & { size?: ControlSize | undefined };

/** A bare input. For a labelled one see `TextField`. `aria-invalid` turns it red. */
export function Input({ className, size, type = 'text', ...props }: InputProps) {
  return <input type={type} className={cn(controlClass({ size }), className)} {...props} />;
}
