import { EmptyState } from '@jowi/ui/empty-state';
import { Money } from '@jowi/ui/money';
import { PackageOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ProductView } from '../../../bridge/catalogue/contract.ts';
import { useWords } from '../../parts/words.ts';
import { useTillStore } from '../../state/till-context.ts';

const SHOWN = 60;

/** Tiles for one touch: what this till sells most, then goods by weight, which have no code to scan. */
export function QuickKeys({ onChoose }: { onChoose: (product: ProductView) => void }) {
  const store = useTillStore();
  const { t, name, amount, currency } = useWords();
  const [products, setProducts] = useState<readonly ProductView[] | null>(null);
  useEffect(() => {
    const load = async () => {
      const answer = await store.catalogue.search('', SHOWN);
      if (answer.ok) setProducts(answer.value);
    };
    void load();
    return store.on('catalogue-changed', () => void load());
  }, [store]);
  if (products === null) return null;
  if (products.length === 0) {
    return (
      <EmptyState icon={PackageOpen} title={t('sale.catalogueEmpty')} text={t('sale.catalogueEmptyText')} />
    );
  }
  return (
    <>
      <p className="px-1 pb-1 text-sm text-ink-faint">{t('sale.quick')}</p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
        {products.map((product) => (
          <li key={product.id}>
            <button
              type="button"
              tabIndex={-1}
              onClick={() => onChoose(product)}
              className="flex h-28 w-full flex-col justify-between rounded-xl border bg-card p-3 text-left shadow-card hover:border-edge active:bg-primary-quiet"
            >
              <span className="line-clamp-3 text-sm leading-snug font-medium">{name(product.name)}</span>
              <Money amount={amount(product.priceTiyin)} currency={currency} className="font-semibold" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
