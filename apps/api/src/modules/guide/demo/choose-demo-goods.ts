import type { ProductInput } from '@jowi/contracts/http/catalogue';
import { DRINKS_AND_DAIRY } from './goods/drinks-and-dairy.ts';
import type { Family } from './goods/family.ts';
import { FOOD } from './goods/food.ts';
import { HARDWARE } from './goods/hardware.ts';
import { HOUSEHOLD } from './goods/household.ts';
import { makeProducts } from './goods/make-products.ts';
import { createRng } from './goods/rng.ts';

/** A product to practise with, and what of it is delivered. */
export interface DemoGood {
  readonly product: ProductInput;
  readonly delivered: { readonly qtyMilli: bigint; readonly costTiyin: bigint } | null;
}

const FAMILIES = 14;
const PER_FAMILY = 3;
const SEED = 20_261_123;
/** Far from the numbers of the demo shops. */
const MAKER_CODE = 77;

/** Some forty goods of the kind the business deals in, the same every time; SKUs `D-…`. */
export function chooseDemoGoods(businessKind: string, isVatPayer: boolean): DemoGood[] {
  const rng = createRng(SEED);
  const families = rng
    .shuffle(shelfOf(businessKind))
    .slice(0, FAMILIES)
    .map((family): Family => ({ ...family, most: PER_FAMILY }));
  return makeProducts(families, rng, MAKER_CODE).map(({ delivered, ...it }) => ({
    product: {
      sku: `D-${it.sku}`,
      name: { ru: it.nameRu, uz: it.nameUz },
      barcodes: it.barcodes,
      priceTiyin: String(it.priceTiyin),
      vatRateBps: isVatPayer && it.vat !== null ? it.vat * 100 : null,
      unit: it.unit,
      ikpu: it.ikpu,
      packageCode: it.packageCode,
    },
    delivered,
  }));
}

function shelfOf(businessKind: string): readonly Family[] {
  if (businessKind === 'building' || businessKind === 'auto-parts') return HARDWARE;
  if (businessKind === 'household' || businessKind === 'cosmetics' || businessKind === 'pharmacy')
    return HOUSEHOLD;
  return [...DRINKS_AND_DAIRY, ...FOOD];
}
