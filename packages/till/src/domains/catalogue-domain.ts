import { answer } from '../result.ts';
import type { Product } from '../store/catalogue.store.ts';
import { searchProducts } from '../store/product-search.ts';
import { quickProducts } from '../store/quick-products.ts';
import type { CatalogueDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import type { ProductView } from '../views.ts';

const MAX_RESULTS = 200;

export function catalogueDomain(till: TillContext): CatalogueDomain {
  return {
    search: ({ text, limit }) =>
      answer(till.log, () => {
        const most = Math.min(limit, MAX_RESULTS);
        const found =
          text.trim() === ''
            ? quickProducts(till.db, till.catalogue, most)
            : searchProducts(till.db, till.catalogue, text, most);
        return found.map(productView);
      }),
  };
}

function productView({ id, name, sku, priceTiyin, unit, barcode, stockMilli }: Product): ProductView {
  return {
    id,
    name,
    sku,
    priceTiyin: String(priceTiyin),
    unit,
    barcode,
    stockEstimateMilli: stockMilli === null ? null : String(stockMilli),
  };
}
