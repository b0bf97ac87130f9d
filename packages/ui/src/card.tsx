import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

/** White sheet on the page: radius, hairline, hardly any shadow. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('on-card rounded-2xl border bg-card shadow-card', className)} {...props} />;
}

export type CardHeaderProps = { title: ReactNode; text?: ReactNode; actions?: ReactNode; className?: string };

export function CardHeader({ title, text, actions, className }: CardHeaderProps) {
  return (
    <header className={cn('flex flex-wrap items-start justify-between gap-3 px-5 pt-5', className)}>
      <div className="min-w-0 flex-1 basis-40">
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        {text ? <p className="mt-0.5 text-sm text-ink-soft">{text}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('p-5', className)} {...props} />;
}
