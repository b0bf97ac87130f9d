import { Button } from '@jowi/ui/button';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { Result } from '../../bridge/method.ts';
import { useHotkeys } from './hotkeys.ts';
import { play } from './sound.ts';
import { useWords } from './words.ts';

const SAID_MS = 2500;

type PrintButtonProps = { onPrint: () => Promise<Result<null>>; className?: string };

/** Prints a copy; the paper says that it is one. */
export function PrintButton({ onPrint, className }: PrintButtonProps) {
  const { t, problem } = useWords();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function print() {
    if (busy) return;
    setBusy(true);
    const answer = await onPrint();
    setBusy(false);
    if (!answer.ok) play('error');
    setSaid(answer.ok ? t('receipts.sentToPrinter') : problem(answer.problem));
    window.setTimeout(() => setSaid(null), SAID_MS);
  }
  useHotkeys({ F5: () => void print() });
  return (
    <Button
      variant="outline"
      size="till-lg"
      className={`px-4 text-base ${className ?? ''}`}
      busy={busy}
      hotkey="F5"
      onClick={() => void print()}
    >
      <Printer size={24} />
      <span aria-live="polite">{said ?? t('receipts.print')}</span>
    </Button>
  );
}
