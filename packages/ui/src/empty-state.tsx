import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  /** The first step, in one or two sentences. */
  text?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** Nothing here yet: says so and teaches the first step. */
export function EmptyState({ icon: Icon, title, text, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <span className="mb-4 grid size-14 place-items-center rounded-2xl bg-primary-quiet text-on-primary-quiet">
        <Icon size={24} aria-hidden="true" />
      </span>
      <p className="text-base font-semibold text-ink">{title}</p>
      {text ? <p className="mt-1 max-w-md text-sm text-balance text-ink-soft">{text}</p> : null}
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
