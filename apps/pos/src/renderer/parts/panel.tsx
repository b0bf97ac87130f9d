import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import { Kbd } from '@jowi/ui/kbd';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHotkeys } from './hotkeys.ts';
import { useWords } from './words.ts';

export type PanelProps = {
  title: ReactNode;
  text?: ReactNode;
  onBack: () => void;
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
};

/** Takes the place of the work zone: one step in, Esc one step back. Never lies over anything. */
export function Panel({ title, text, onBack, children, footer, className }: PanelProps) {
  const { t } = useWords();
  useHotkeys({ Escape: onBack });
  return (
    <section className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-center gap-3 px-4 pt-3 pb-2">
        <Button variant="plain" size="till" className="h-12 bg-fill-strong px-3 text-base" onClick={onBack}>
          <ArrowLeft size={20} />
          <span className="max-sm:sr-only">{t('common:action.back')}</span>
          <Kbd className="max-sm:hidden">Esc</Kbd>
        </Button>
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-xl font-semibold">{title}</h1>
          {text ? <p className="text-sm text-ink-soft">{text}</p> : null}
        </div>
      </header>
      <div className={cn('min-h-0 flex-1 overflow-auto px-4 pb-4', className)}>{children}</div>
      {footer ? <footer className="flex gap-2 border-t bg-card px-4 py-3">{footer}</footer> : null}
    </section>
  );
}
