'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side?: 'left' | 'right' | 'bottom';
  title: ReactNode;
  /** Keep the title for screen readers only (a navigation drawer). */
  hideTitle?: boolean;
  description?: ReactNode;
  closeLabel: string;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string;
};

const sides = {
  left: 'inset-y-0 left-0 w-72 max-w-[85vw] border-r animate-[ui-from-left_180ms_ease-out]',
  right: 'inset-y-0 right-0 w-full max-w-xl border-l animate-[ui-from-right_180ms_ease-out]',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-2xl border-t animate-[ui-from-bottom_180ms_ease-out]',
};

/** A side sheet: the list stays where it was underneath. */
export function Sheet({
  open,
  onOpenChange,
  side = 'right',
  title,
  hideTitle = false,
  description,
  closeLabel,
  children,
  footer,
  className,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil animate-[ui-fade-in_120ms]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'on-card fixed z-40 flex flex-col bg-raised shadow-float focus:outline-none',
            sides[side],
            className,
          )}
        >
          <header
            className={cn('flex items-start gap-4 px-5 pt-5 pb-3', hideTitle && 'absolute right-0 z-10 p-3')}
          >
            <div className={cn('min-w-0 flex-1', hideTitle && 'sr-only')}>
              <Radix.Title className="text-lg font-semibold text-ink">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-0.5 text-sm text-ink-soft">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="sm" square aria-label={closeLabel}>
                <X size={20} />
              </Button>
            </Radix.Close>
          </header>
          <div className={cn('min-h-0 flex-1 overflow-auto', !hideTitle && 'px-5 pb-5')}>{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-4">{footer}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
