import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

export type PageHeadProps = {
  /** Also the title of the browser's tab. */
  title: string;
  /** Beside the title: a state. */
  badge?: ReactNode;
  back?: { href: string; label: string };
  /** One primary action, and at most two quiet ones before it. */
  actions?: ReactNode;
};

export function PageHead({ title, badge, back, actions }: PageHeadProps) {
  return (
    <header className="mb-4">
      <title>{`${title} · JOWi Shop`}</title>
      {back ? (
        <Link
          href={back.href}
          className="mb-1 -ml-1 inline-flex items-center gap-1 rounded px-1 text-sm text-ink-soft hover:text-ink"
        >
          <ArrowLeft size={16} aria-hidden="true" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex min-h-10 min-w-0 flex-wrap items-center gap-3">
          <h1 className="text-2xl font-semibold tracking-tight text-ink">{title}</h1>
          {badge}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
