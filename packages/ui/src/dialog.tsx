'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode | undefined;
  /** Read out for the cross in the corner. */
  closeLabel: string;
  children?: ReactNode;
  /** Actions, the main one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
};

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' };

/** One question at a time; Esc and the cross close. Never open one over another. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
  size = 'md',
  className,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil animate-[ui-fade-in_120ms]" />
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-end p-0 sm:place-items-center sm:p-6">
          <Radix.Content
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cn(
              'on-card pointer-events-auto flex max-h-[92dvh] w-full flex-col rounded-t-2xl border bg-raised shadow-float animate-[ui-rise-in_140ms_ease-out] focus:outline-none sm:rounded-2xl',
              widths[size],
              className,
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-5">
              <div className="min-w-0 flex-1">
                <Radix.Title className="text-lg font-semibold text-ink">{title}</Radix.Title>
                {description ? (
                  <Radix.Description className="mt-1 text-sm text-ink-soft">{description}</Radix.Description>
                ) : null}
              </div>
              <Radix.Close asChild>
                <Button variant="ghost" size="sm" square aria-label={closeLabel} className="-mt-1 -mr-1">
                  <X size={20} />
                </Button>
              </Radix.Close>
            </header>
            {children ? (
              <div className="min-h-0 flex-1 overflow-auto px-5 py-4">{children}</div>
            ) : (
              <div className="h-5" />
            )}
            {footer ? (
              <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-4">{footer}</footer>
            ) : null}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
