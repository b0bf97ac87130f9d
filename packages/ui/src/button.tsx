'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Kbd } from './kbd.tsx';

const button = cva(
  'relative inline-flex shrink-0 select-none items-center justify-center gap-2 overflow-hidden rounded-lg font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-on-primary hover:bg-primary-hover',
        secondary: 'bg-primary-quiet text-on-primary-quiet hover:bg-primary-quiet-hover',
        outline: 'border border-edge bg-card text-ink hover:bg-fill',
        plain: 'bg-fill text-ink hover:bg-fill-strong',
        ghost: 'text-ink-soft hover:bg-fill hover:text-ink',
        success: 'bg-success text-on-success hover:bg-success-hover',
        danger: 'bg-danger text-on-danger hover:bg-danger-hover',
        'danger-quiet': 'bg-danger-quiet text-on-danger-quiet hover:brightness-95',
      },
      size: {
        sm: 'h-8 px-3 text-sm',
        office: 'h-10 px-4 text-sm',
        till: 'h-14 px-5 text-lg',
        'till-lg': 'h-16 px-6 text-xl font-semibold',
      },
      /** Square, for a lone icon: give it an `aria-label`. */
      square: { true: 'px-0', false: '' },
      block: { true: 'w-full', false: '' },
    },
    compoundVariants: [
      { square: true, size: 'sm', class: 'w-8' },
      { square: true, size: 'office', class: 'w-10' },
      { square: true, size: 'till', class: 'w-14' },
      { square: true, size: 'till-lg', class: 'w-16' },
    ],
    defaultVariants: { variant: 'primary', size: 'office', square: false, block: false },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof button> & {
    /** Render the only child (a link) with the button's looks. */
    asChild?: boolean;
    /** Work under way: the button cannot be pressed again and shows a moving bar, keeping its width. */
    busy?: boolean;
    /** The key that does the same; printed on the button. */
    hotkey?: ReactNode;
  };

export function Button({
  className,
  variant,
  size,
  square,
  block,
  asChild = false,
  busy = false,
  hotkey,
  disabled,
  type = 'button',
  children,
  ...props
}: ButtonProps) {
  const classes = cn(button({ variant, size, square, block }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={classes}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...props}
    >
      {children}
      {hotkey ? <Kbd className="ml-1 max-sm:hidden">{hotkey}</Kbd> : null}
      {busy ? (
        <span className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden" aria-hidden="true">
          <span className="block h-full w-1/3 animate-[ui-busy_1s_linear_infinite] bg-current" />
        </span>
      ) : null}
    </button>
  );
}
