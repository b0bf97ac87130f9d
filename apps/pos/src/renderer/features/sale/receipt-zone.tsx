import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import { EmptyState } from '@jowi/ui/empty-state';
import { Money } from '@jowi/ui/money';
import { BadgePercent, Eraser, LockKeyhole, ScanBarcode, Undo2 } from 'lucide-react';
import type { Cart, CartLine } from '../../../bridge/sale/contract.ts';
import { AmountLine } from '../../parts/amount-line.tsx';
import { useHotkeys } from '../../parts/hotkeys.ts';
import { useWords } from '../../parts/words.ts';
import { NOT_ALLOWED, useMay } from '../../state/use-may.ts';
import { receiptDiscountOf } from '../receipt/receipt-sums.ts';
import { type LinePermit, LineRow } from './line-row.tsx';
import type { SalePanel } from './sale-panel.ts';
import type { Sale } from './use-sale.ts';

export type ReceiptZoneProps = { sale: Sale; panel: SalePanel; show: (panel: SalePanel) => void };

/** The receipt as it grows: lines, big total, one green button. */
export function ReceiptZone({ sale, panel, show }: ReceiptZoneProps) {
  const { t } = useWords();
  const { cart } = sale;
  const busyElsewhere = panel.kind !== 'search';
  const empty = cart.lines.length === 0;
  useReceiptKeys({ sale, panel, show });
  return (
    <section
      aria-label={t('sale.receipt')}
      className={cn(
        'flex min-h-0 flex-col border-t bg-card wide:w-[38%] wide:max-w-[34rem] wide:min-w-[24rem] wide:flex-none wide:border-t-0 wide:border-l',
        busyElsewhere ? 'flex-[4] max-sm:hidden' : 'flex-[6]',
      )}
    >
      <div className="flex min-h-0 flex-1 flex-col">
        <ReceiptHead sale={sale} show={show} />
        {empty ? (
          <div className="grid min-h-0 flex-1 place-items-center overflow-hidden">
            <EmptyState
              icon={ScanBarcode}
              title={t('sale.emptyTitle')}
              text={t('sale.emptyText')}
              className="py-4"
            />
          </div>
        ) : (
          <ul className="min-h-0 flex-1 overflow-auto">
            {cart.lines.map((line) => (
              <LineRow
                key={line.lineId}
                line={line}
                permit={permitOf(cart, line)}
                selected={line.lineId === sale.selected?.lineId}
                flashTurn={sale.flash.lineId === line.lineId ? sale.flash.turn : 0}
                panelKind={panel.kind}
                sale={sale}
                show={show}
              />
            ))}
          </ul>
        )}
        <UndoBar sale={sale} />
      </div>
      <Totals sale={sale} panel={panel} show={show} />
    </section>
  );
}

/** The keys printed on this zone's buttons, alive whatever the work zone shows. */
function useReceiptKeys({ sale, panel, show }: ReceiptZoneProps): void {
  const { cart, selected, undo } = sale;
  const mayDiscount = useMay('till/discount');
  const orRefuse = (next: SalePanel) => (mayDiscount ? show(next) : sale.refuse(NOT_ALLOWED));
  const full = cart.lines.length > 0;
  const remove = selected ? () => void sale.remove() : undefined;
  useHotkeys({
    F3: selected ? () => show({ kind: 'quantity', lineId: selected.lineId }) : undefined,
    F4: selected ? () => orRefuse({ kind: 'line-discount', lineId: selected.lineId }) : undefined,
    F6: full ? () => orRefuse({ kind: 'receipt-discount' }) : undefined,
    F8: remove,
    // on a keypad Delete empties the figure instead
    Delete: panel.kind === 'search' ? remove : undefined,
    F9: undo ? () => void sale.takeBack() : full ? () => void sale.clear() : undefined,
    F12: full && panel.kind !== 'pay' ? () => show({ kind: 'pay' }) : undefined,
  });
}

function ReceiptHead({ sale, show }: Pick<ReceiptZoneProps, 'sale' | 'show'>) {
  const { t } = useWords();
  const count = sale.cart.lines.length;
  const mayDiscount = useMay('till/discount');
  return (
    <div className="flex h-14 items-center gap-1 border-b pr-2 pl-4">
      <p className="min-w-0 flex-1 truncate text-ink-soft">
        {count === 0 ? t('sale.receipt') : t('sale.lines', { count })}
      </p>
      <Button
        variant="ghost"
        className="h-11 px-2.5"
        disabled={count === 0}
        aria-disabled={!mayDiscount}
        hotkey="F6"
        onClick={() => (mayDiscount ? show({ kind: 'receipt-discount' }) : sale.refuse(NOT_ALLOWED))}
      >
        {mayDiscount ? <BadgePercent size={20} /> : <LockKeyhole size={20} />}
        <span className="max-xl:sr-only">{t('sale.receiptDiscount')}</span>
      </Button>
      <Button
        variant="ghost"
        className="h-11 px-2.5"
        disabled={count === 0}
        hotkey="F9"
        onClick={() => void sale.clear()}
      >
        <Eraser size={20} />
        <span className="max-xl:sr-only">{t('sale.clear')}</span>
      </Button>
    </div>
  );
}

/** What was just taken off, and the way to put it back, at the place where it was. */
function UndoBar({ sale }: { sale: Sale }) {
  const { t, name } = useWords();
  const { undo } = sale;
  if (!undo) return null;
  const first = undo.lines[0];
  return (
    <div
      role="status"
      className="flex items-center gap-3 border-t bg-info-quiet py-1.5 pr-2 pl-4 text-on-info-quiet"
    >
      <p className="min-w-0 flex-1 truncate">
        {undo.kind === 'cleared'
          ? t('sale.cleared', { count: undo.lines.length })
          : t('sale.removed', { name: first ? name(first.name) : '' })}
      </p>
      <Button variant="outline" className="h-11" hotkey="F9" onClick={() => void sale.takeBack()}>
        <Undo2 size={20} />
        {t('sale.undo')}
      </Button>
    </div>
  );
}

function Totals({ sale, panel, show }: ReceiptZoneProps) {
  const { t, amount, currency } = useWords();
  const { cart } = sale;
  const paying = panel.kind === 'pay' || panel.kind === 'paid';
  return (
    <div className="border-t px-4 pt-2 pb-3">
      <TakenOff cart={cart} />
      <ReceiptPermit cart={cart} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="text-lg text-ink-soft">{t('sale.total')}</p>
        <div aria-live="polite" data-testid="total">
          <Money
            amount={amount(cart.totalTiyin)}
            currency={currency}
            size="till"
            className="max-sm:text-4xl"
          />
        </div>
      </div>
      <Button
        variant="success"
        size="till-lg"
        block
        className={cn('mt-2 h-18 text-2xl', paying && 'hidden')}
        disabled={cart.lines.length === 0 || paying}
        hotkey="F12"
        onClick={() => show({ kind: 'pay' })}
      >
        {t('sale.pay')}
      </Button>
    </div>
  );
}

function permitOf({ needs, approvals }: Cart, { lineId, productId }: CartLine): LinePermit {
  const isOfLine = ({ subjectId }: { subjectId: string | null }) =>
    subjectId === lineId || subjectId === productId;
  if (needs.some(isOfLine)) return 'needed';
  const approval = approvals.find(isOfLine);
  return approval ? { by: approval.approverName } : null;
}

/** What was allowed, or is still to be, for the receipt as a whole. */
function ReceiptPermit({ cart }: { cart: Cart }) {
  const { t } = useWords();
  const approval = cart.approvals.find(({ subjectId }) => subjectId === null);
  if (cart.needs.some(({ subjectId }) => subjectId === null))
    return <p className="text-sm text-warning-ink">{t('approval.neededForReceipt')}</p>;
  if (!approval || !cart.receiptDiscount) return null;
  return <p className="text-sm text-ink-soft">{t('approval.given', { name: approval.approverName })}</p>;
}

/** What comes off the sum of the lines; nothing comes off most receipts, and then nothing is shown. */
function TakenOff({ cart }: { cart: Cart }) {
  const { t } = useWords();
  const rows = [
    [t('sale.receiptDiscount'), receiptDiscountOf(cart)],
    [t('sale.rounding'), cart.roundingTiyin],
  ] as const;
  return (
    <div className="text-sm">
      {rows.map(([label, tiyin]) =>
        BigInt(tiyin) > 0n ? <AmountLine key={label} label={label} tiyin={String(-BigInt(tiyin))} /> : null,
      )}
    </div>
  );
}
