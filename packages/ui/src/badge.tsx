import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleX,
  Info,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { inkTone, quietTone, type Tone } from './tone.ts';

export type { Tone } from './tone.ts';

/** One shape per tone, so that a state is told apart without its colour. */
export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: Circle,
  primary: CircleDot,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
  info: Info,
};

export type BadgeProps = { tone?: Tone; children: ReactNode; icon?: boolean; className?: string };

/** A word on a quiet plate. */
export function Badge({ tone = 'neutral', icon = false, children, className }: BadgeProps) {
  const Icon = toneIcon[tone];
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center gap-1 rounded-md px-2 text-xs font-medium whitespace-nowrap',
        quietTone[tone],
        className,
      )}
    >
      {icon ? <Icon size={14} aria-hidden="true" /> : null}
      {children}
    </span>
  );
}

export type StatusDotProps = {
  tone?: Tone;
  /** The state in words. Shown beside the sign, or only read out and on hover when `quiet`. */
  label: string;
  quiet?: boolean;
  className?: string;
};

/** A state light: shape + colour + word. */
export function StatusDot({ tone = 'neutral', label, quiet = false, className }: StatusDotProps) {
  const Icon = tone === 'danger' ? CircleAlert : toneIcon[tone];
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 align-middle whitespace-nowrap', className)}
      title={quiet ? label : undefined}
    >
      <Icon size={16} className={cn('shrink-0', inkTone[tone])} aria-hidden="true" />
      <span className={quiet ? 'sr-only' : undefined}>{label}</span>
    </span>
  );
}
