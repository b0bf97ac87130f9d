import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The error of a group of controls, as `Field` shows it for one. */
export function ErrorLine({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p role="alert" className="flex items-start gap-1.5 text-sm text-danger-ink">
      <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
