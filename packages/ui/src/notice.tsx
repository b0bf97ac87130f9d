import type { ReactNode } from 'react';
import { toneIcon } from './badge.tsx';
import { cn } from './cn.ts';
import { quietTone, type Tone } from './tone.ts';

export type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** A message in the page: what happened, what is safe, what to do. */
export function Notice({ tone = 'info', title, children, actions, className }: NoticeProps) {
  const Icon = toneIcon[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn('flex items-start gap-3 rounded-xl px-4 py-3 text-sm', quietTone[tone], className)}
    >
      <Icon size={20} className="shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 space-y-0.5">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="break-words">{children}</div> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  );
}
