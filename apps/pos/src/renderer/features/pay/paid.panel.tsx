import { Money } from '@jowi/ui/money';
import { CircleCheckBig } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Paid } from '../../../bridge/sale/contract.ts';
import { AmountLine } from '../../parts/amount-line.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { PrintButton } from '../../parts/print-button.tsx';
import { useWords } from '../../parts/words.ts';
import { useScanner } from '../../scanner/use-scanner.ts';
import { useTillStore } from '../../state/till-context.ts';
import { DeviceTrouble } from '../receipt/device-trouble.tsx';
import { FiscalBadge, PrintedBadge } from '../receipt/receipt-badges.tsx';
import { useReceipt } from '../receipt/use-receipt.ts';

/** A second Enter right after paying must not wipe the change off the screen. */
const SETTLE_MS = 700;

export type PaidPanelProps = { paid: Paid; onNext: () => void; onScan: (code: string) => void };

/** The change, as large as it gets, until the next customer. */
export function PaidPanel({ paid, onNext, onScan }: PaidPanelProps) {
  const store = useTillStore();
  const { t, amount, currency } = useWords();
  const { receipt } = useReceipt(paid.receiptId);
  const openedAtMs = useRef(performance.now());
  const next = () => {
    if (performance.now() - openedAtMs.current > SETTLE_MS) onNext();
  };
  useEffect(() => {
    openedAtMs.current = performance.now();
  }, []);
  useHotkeys({ Escape: next, F12: next });
  useScanner({ onScan, onType: () => undefined });
  const change = BigInt(paid.changeTiyin) > 0n;
  return (
    <section className="flex min-h-0 flex-1 flex-col">
      <div className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
        <div className="w-full max-w-lg text-center">
          <p className="flex items-center justify-center gap-2 text-xl font-semibold text-success-ink">
            <CircleCheckBig size={24} aria-hidden="true" />
            {t('paid.title')} · {t('paid.number', { number: paid.receiptNumber })}
          </p>
          <div className="mt-4 rounded-2xl bg-success-quiet px-4 py-6 text-on-success-quiet">
            {change ? (
              <>
                <p className="text-xl">{t('paid.change')}</p>
                <Money
                  amount={amount(paid.changeTiyin)}
                  currency={currency}
                  size="poster"
                  className="max-w-full flex-wrap justify-center max-sm:text-5xl [&>span]:text-current"
                />
              </>
            ) : (
              // a sum here would be taken for money to hand back
              <p className="text-5xl font-semibold">{t('paid.noChange')}</p>
            )}
          </div>
          <div className="mx-auto mt-4 max-w-sm space-y-1 text-lg">
            <AmountLine label={t('paid.total')} tiyin={paid.totalTiyin} />
            <AmountLine label={t('paid.tendered')} tiyin={paid.tenderedTiyin} />
          </div>
          <div className="mt-4 flex flex-wrap items-center justify-center gap-2">
            {receipt ? (
              <>
                <FiscalBadge fiscal={receipt.fiscal} />
                <PrintedBadge printed={receipt.printed} />
              </>
            ) : null}
          </div>
          <p className="mt-2 text-sm text-ink-faint">{t('paid.saved')}</p>
          {receipt ? <DeviceTrouble receipt={receipt} className="mt-3 text-left" /> : null}
        </div>
      </div>
      <footer className="flex gap-2 border-t bg-card px-4 py-3">
        <PrintButton onPrint={() => store.sale.reprint(paid.receiptId)} />
        <ConfirmButton onPress={next} className="min-w-0 flex-1">
          {t('paid.next')}
        </ConfirmButton>
      </footer>
    </section>
  );
}
