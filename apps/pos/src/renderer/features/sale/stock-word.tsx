import type { Unit } from '../../../bridge/catalogue/contract.ts';
import { useWords } from '../../parts/words.ts';

/** What this till believes is on the shelf, in words; nothing where the shop does not count. */
export function StockWord({ qtyMilli, unit }: { qtyMilli: string | null; unit: Unit }) {
  const { t, qty } = useWords();
  if (qtyMilli === null) return null;
  if (BigInt(qtyMilli) <= 0n) return <span className="text-warning-ink">{t('sale.noStock')}</span>;
  return <span>{t('sale.inStock', { qty: qty(qtyMilli, unit) })}</span>;
}
