import { Button } from '@jowi/ui/button';
import { cn } from '@jowi/ui/cn';
import {
  BadgePercent,
  LockKeyhole,
  Minus,
  Plus,
  ShieldCheck,
  ShieldQuestion,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { CartLine } from '../../../bridge/sale/contract.ts';
import { useWords } from '../../parts/words.ts';
import { NOT_ALLOWED, useMay } from '../../state/use-may.ts';
import { ownAmount } from '../receipt/receipt-sums.ts';
import type { SalePanel } from './sale-panel.ts';
import type { Sale } from './use-sale.ts';

/** Whether somebody must allow this line before it is paid, or who has. */
export type LinePermit = 'needed' | { by: string } | null;

export type LineRowProps = {
  line: CartLine;
  selected: boolean;
  /** Another number starts the flash again; 0 = not this line. */
  flashTurn: number;
  permit: LinePermit;
  /** The list changes its height with the panel beside it. */
  panelKind: SalePanel['kind'];
  sale: Sale;
  show: (panel: SalePanel) => void;
};

/** Two hundred of these may stand on a receipt: one is drawn again only when something of its own changed. */
export const LineRow = memo(DrawnLine, (before, after) => {
  if (before.selected !== after.selected || before.flashTurn !== after.flashTurn) return false;
  // the tools of the selected line act on the latest sale
  if (after.selected) return false;
  return samePermit(before.permit, after.permit) && sameLine(before.line, after.line);
});

function DrawnLine({ line, permit, selected, flashTurn, panelKind, sale, show }: LineRowProps) {
  const { t, name, amount, qty } = useWords();
  const mayDiscount = useMay('till/discount');
  const row = useRef<HTMLLIElement>(null);
  // every new flash, and every change of the list's height, brings the line into sight
  useEffect(() => {
    if (selected || flashTurn > 0) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, flashTurn, panelKind]);
  const discounted = BigInt(line.lineDiscountTiyin) > 0n;
  return (
    <li ref={row} className={cn('border-b', selected && 'bg-primary-quiet/45')}>
      <div key={flashTurn} className={flashTurn > 0 ? 'animate-flash' : undefined}>
        <button
          type="button"
          tabIndex={-1}
          aria-current={selected}
          onClick={() => sale.select(line.lineId)}
          className="flex w-full items-start gap-3 px-4 py-2.5 text-left"
        >
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2 leading-snug font-medium">{name(line.name)}</span>
            <span className="block text-sm text-ink-soft tabular-nums">
              {qty(line.qtyMilli, line.unit)} × {amount(line.unitPriceTiyin)}
              {discounted ? (
                <span className="ml-2 font-medium text-success-ink">−{amount(line.lineDiscountTiyin)}</span>
              ) : null}
            </span>
            <ShelfWarning line={line} />
            <Permit permit={permit} />
          </span>
          <span className="text-right text-lg leading-snug font-semibold tabular-nums">
            {amount(ownAmount(line))}
            {discounted ? (
              <s className="block text-sm font-normal text-ink-faint">{amount(line.grossTiyin)}</s>
            ) : null}
          </span>
        </button>
        {selected ? (
          <LineTools
            less={sale.less}
            more={sale.more}
            quantity={() => show({ kind: 'quantity', lineId: line.lineId })}
            quantityText={qty(line.qtyMilli, line.unit)}
            discount={() =>
              mayDiscount ? show({ kind: 'line-discount', lineId: line.lineId }) : sale.refuse(NOT_ALLOWED)
            }
            discountLocked={!mayDiscount}
            remove={() => void sale.remove()}
            words={{
              less: t('sale.less'),
              more: t('sale.more'),
              quantity: t('sale.quantity'),
              discount: t('sale.lineDiscount'),
              remove: t('sale.remove'),
            }}
          />
        ) : null}
      </div>
    </li>
  );
}

type Act = 'less' | 'more' | 'quantity' | 'discount' | 'remove';

function LineTools({
  words,
  quantityText,
  discountLocked,
  ...act
}: Record<Act, () => void> & { words: Record<Act, string>; quantityText: string; discountLocked: boolean }) {
  const tool = 'h-12 bg-card px-2.5 text-base';
  return (
    <div className="flex gap-1.5 px-4 pb-2.5">
      <Button variant="outline" className={tool} aria-label={words.less} tabIndex={-1} onClick={act.less}>
        <Minus size={20} />
      </Button>
      <Button
        variant="outline"
        className={cn(tool, 'min-w-0 flex-1 tabular-nums')}
        aria-label={words.quantity}
        tabIndex={-1}
        hotkey="F3"
        onClick={act.quantity}
      >
        {quantityText}
      </Button>
      <Button variant="outline" className={tool} aria-label={words.more} tabIndex={-1} onClick={act.more}>
        <Plus size={20} />
      </Button>
      <Button
        variant="outline"
        className={tool}
        aria-label={words.discount}
        aria-disabled={discountLocked}
        tabIndex={-1}
        hotkey="F4"
        onClick={act.discount}
      >
        {discountLocked ? <LockKeyhole size={20} /> : <BadgePercent size={20} />}
      </Button>
      <Button
        variant="outline"
        className={cn(tool, 'text-danger-ink')}
        aria-label={words.remove}
        tabIndex={-1}
        hotkey="F8"
        onClick={act.remove}
      >
        <Trash2 size={20} />
      </Button>
    </div>
  );
}

function ShelfWarning({ line }: { line: CartLine }) {
  const { t, qty } = useWords();
  if (line.stockEstimateMilli === null) return null;
  const left = BigInt(line.stockEstimateMilli);
  if (left >= BigInt(line.qtyMilli)) return null;
  return (
    <span className="flex items-center gap-1 text-sm text-warning-ink">
      <TriangleAlert size={16} className="shrink-0" aria-hidden="true" />
      {left <= 0n ? t('sale.noStock') : t('sale.lowStock', { qty: qty(line.stockEstimateMilli, line.unit) })}
    </span>
  );
}

function Permit({ permit }: { permit: LinePermit }) {
  const { t } = useWords();
  if (permit === null) return null;
  return permit === 'needed' ? (
    <span className="flex items-center gap-1 text-sm text-warning-ink">
      <ShieldQuestion size={16} className="shrink-0" aria-hidden="true" />
      {t('approval.needed')}
    </span>
  ) : (
    <span className="flex items-center gap-1 text-sm text-ink-soft">
      <ShieldCheck size={16} className="shrink-0" aria-hidden="true" />
      {t('approval.given', { name: permit.by })}
    </span>
  );
}

function samePermit(a: LinePermit, b: LinePermit): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a?.by === b?.by : a === b;
}

function sameLine(a: CartLine, b: CartLine): boolean {
  return (
    a.qtyMilli === b.qtyMilli &&
    a.grossTiyin === b.grossTiyin &&
    a.lineDiscountTiyin === b.lineDiscountTiyin &&
    a.unitPriceTiyin === b.unitPriceTiyin &&
    a.stockEstimateMilli === b.stockEstimateMilli &&
    a.name.ru === b.name.ru &&
    a.name.uz === b.name.uz
  );
}
