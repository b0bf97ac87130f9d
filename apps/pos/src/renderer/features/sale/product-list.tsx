import { cn } from '@jowi/ui/cn';
import { EmptyState } from '@jowi/ui/empty-state';
import { Money } from '@jowi/ui/money';
import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ProductView } from '../../../bridge/catalogue/contract.ts';
import { useWords } from '../../parts/words.ts';
import { StockWord } from './stock-word.tsx';

export type ProductListProps = {
  products: readonly ProductView[];
  /** false while the answer for the newest text is under way: the older list stays instead of flickering. */
  settled: boolean;
  highlight: number;
  onChoose: (product: ProductView) => void;
};

export function ProductList({ products, settled, highlight, onChoose }: ProductListProps) {
  const { t } = useWords();
  if (products.length === 0) {
    if (!settled) return null;
    return <EmptyState icon={SearchX} title={t('sale.nothing')} text={t('sale.nothingText')} />;
  }
  return (
    <>
      <p className="flex justify-between px-1 pb-1 text-sm text-ink-faint">
        <span>{t('sale.found')}</span>
        <span className="max-sm:hidden">{t('sale.enterToAdd')}</span>
      </p>
      <ul className="overflow-hidden rounded-2xl border bg-card">
        {products.map((product, i) => (
          <li key={product.id} className="border-b last:border-b-0">
            <ProductRow product={product} highlighted={i === highlight} onChoose={() => onChoose(product)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ProductRow({
  product,
  highlighted,
  onChoose,
}: {
  product: ProductView;
  highlighted: boolean;
  onChoose: () => void;
}) {
  const { name, amount, currency } = useWords();
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (highlighted) row.current?.scrollIntoView({ block: 'nearest' });
  }, [highlighted]);
  return (
    <button
      ref={row}
      type="button"
      tabIndex={-1}
      onClick={onChoose}
      className={cn(
        'flex min-h-16 w-full items-center gap-3 px-4 py-2 text-left hover:bg-fill',
        highlighted && 'bg-primary-quiet shadow-[inset_4px_0_0_var(--primary)] hover:bg-primary-quiet',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 leading-snug font-medium">{name(product.name)}</span>
        <span className="flex flex-wrap gap-x-3 text-sm text-ink-faint tabular-nums">
          <span>{product.barcode ?? product.sku}</span>
          <StockWord qtyMilli={product.stockEstimateMilli} unit={product.unit} />
        </span>
      </span>
      <Money amount={amount(product.priceTiyin)} currency={currency} className="text-lg font-semibold" />
    </button>
  );
}
