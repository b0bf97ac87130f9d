/** What a state means to a person. Every component that takes a tone also shows a word or a shape. */
export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger' | 'info';

export const quietTone: Record<Tone, string> = {
  neutral: 'bg-fill-strong text-ink',
  primary: 'bg-primary-quiet text-on-primary-quiet',
  success: 'bg-success-quiet text-on-success-quiet',
  warning: 'bg-warning-quiet text-on-warning-quiet',
  danger: 'bg-danger-quiet text-on-danger-quiet',
  info: 'bg-info-quiet text-on-info-quiet',
};

export const inkTone: Record<Tone, string> = {
  neutral: 'text-ink-faint',
  primary: 'text-primary-ink',
  success: 'text-success-ink',
  warning: 'text-warning-ink',
  danger: 'text-danger-ink',
  info: 'text-info-ink',
};
