import { Button } from '@jowi/ui/button';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { play } from '../../parts/sound.ts';
import { useWords } from '../../parts/words.ts';
import { useTillStore } from '../../state/till-context.ts';

const SAID_MS = 2500;

/** Prints a copy; the paper says that it is one. */
export function PrintButton({ receiptId, className }: { receiptId: string; className?: string }) {
  const store = useTillStore();
  const { t, problem } = useWords();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function print() {
    if (busy) return;
    setBusy(true);
    const answer = await store.sale.reprint(receiptId);
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
