import { formatDateTime, formatTime } from '@jowi/i18n/format';
import { cn } from '@jowi/ui/cn';
import { EmptyState } from '@jowi/ui/empty-state';
import { ReceiptText } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReceiptSummary } from '../../../bridge/sale/contract.ts';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { Panel } from '../../parts/panel.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTillStore } from '../../state/till-context.ts';
import { FiscalBadge, PrintedBadge } from './receipt-badges.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';

const SHOWN = 100;

/** This till's receipts, newest first, the chosen one in full beside them. */
export function ReceiptsPanel({ onBack, onScan }: { onBack: () => void; onScan: (code: string) => void }) {
  const store = useTillStore();
  const { t } = useWords();
  const [receipts, setReceipts] = useState<readonly ReceiptSummary[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const load = async () => {
      const answer = await store.sale.receipts(SHOWN);
      if (answer.ok) setReceipts(answer.value);
    };
    void load();
    return store.on('receipt-changed', () => void load());
  }, [store]);

  // on a narrow screen nothing is chosen at first: the list is the first step, the paper the second
  const shown = chosen ?? receipts?.[0]?.receiptId ?? null;
  function move(by: 1 | -1) {
    if (!receipts) return;
    const at = receipts.findIndex(({ receiptId }) => receiptId === shown);
    const next = receipts[Math.max(0, Math.min(receipts.length - 1, at + by))];
    if (next) setChosen(next.receiptId);
  }
  useHotkeys({ ArrowDown: () => move(1), ArrowUp: () => move(-1), F7: onBack });
  useScanner({ onScan, onType: () => undefined });

  return (
    <Panel
      title={t('receipts.title')}
      onBack={onBack}
      footer={
        shown ? <PrintButton onPrint={() => store.sale.reprint(shown)} className="flex-1" /> : undefined
      }
      className="overflow-hidden"
    >
      {receipts?.length === 0 ? (
        <EmptyState icon={ReceiptText} title={t('receipts.empty')} text={t('receipts.emptyText')} />
      ) : (
        <div className="grid h-full min-h-0 gap-3 max-sm:grid-rows-[2fr_3fr] sm:grid-cols-[minmax(13rem,2fr)_3fr]">
          <ul className="min-h-0 overflow-auto rounded-2xl border bg-card">
            {receipts?.map((receipt) => (
              <li key={receipt.receiptId} className="border-b last:border-b-0">
                <ReceiptRow
                  receipt={receipt}
                  chosen={receipt.receiptId === shown}
                  onChoose={() => setChosen(receipt.receiptId)}
                />
              </li>
            ))}
          </ul>
          <div className="min-h-0 overflow-auto">{shown ? <ReceiptPaper receiptId={shown} /> : null}</div>
        </div>
      )}
    </Panel>
  );
}

function ReceiptRow({
  receipt,
  chosen,
  onChoose,
}: {
  receipt: ReceiptSummary;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { t, amount } = useWords();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn('w-full px-4 py-2.5 text-left', chosen ? 'bg-primary-quiet' : 'hover:bg-fill')}
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-semibold">{t('receipts.number', { number: receipt.receiptNumber })}</span>
        <span className="text-lg font-semibold tabular-nums">{amount(receipt.totalTiyin)}</span>
      </span>
      <span className="flex items-center justify-between gap-2 text-sm text-ink-soft tabular-nums">
        <time title={formatDateTime(receipt.occurredAtMs)}>{formatTime(receipt.occurredAtMs)}</time>
        <span>{t('sale.lines', { count: receipt.lineCount })}</span>
      </span>
      {receipt.fiscal === 'done' && receipt.printed === 'done' ? null : (
        <span className="mt-1 flex flex-wrap gap-1">
          {receipt.fiscal === 'done' ? null : <FiscalBadge fiscal={receipt.fiscal} />}
          {receipt.printed === 'done' ? null : <PrintedBadge printed={receipt.printed} />}
        </span>
      )}
    </button>
  );
}
