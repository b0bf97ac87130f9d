import { checkDigit } from '@jowi/domain/barcode';
import { divRound } from '@jowi/domain/money';
import type { Family } from './family.ts';
import type { Rng } from './rng.ts';

/** A product of the demo, and the delivery line that put it on the shelf. */
export type DemoProduct = {
  sku: string;
  nameRu: string;
  nameUz: string;
  barcodes: string[];
  priceTiyin: bigint;
  vat: Family['vat'];
  unit: 'piece' | 'kg';
  ikpu: string;
  packageCode: string;
  /** Null: never delivered, so the first sale goes below zero. */
  delivered: { qtyMilli: bigint; costTiyin: bigint } | null;
};

const SIZE_UNITS: Readonly<Record<string, string>> = {
  л: 'l',
  мл: 'ml',
  кг: 'kg',
  г: 'g',
  шт: 'dona',
  пак: 'paket',
  м: 'm',
  мм: 'mm',
  'л.': 'varaq',
};
const NEVER_DELIVERED = 0.03;
const SECOND_BARCODE = 0.08;

/** The shelf of a shop: SKUs by family, EAN-13 of Uzbekistan (478), prices in hundreds of so'm. */
export function makeProducts(families: readonly Family[], rng: Rng, makerCode: number): DemoProduct[] {
  let nextItem = makerCode * 100_000;
  const barcode = () => {
    const body = `478${String(nextItem++).padStart(9, '0')}`;
    return `${body}${checkDigit(body)}`;
  };
  return families.flatMap((family, f) =>
    rng
      .shuffle(variantsOf(family))
      .slice(0, family.most)
      .map((variant, i): DemoProduct => {
        const hasBarcode = family.byWeight !== true;
        const hasTwo = hasBarcode && rng.chance(SECOND_BARCODE);
        const priceTiyin = roundedPrice(variant.priceSum, rng);
        return {
          sku: String((f + 10) * 1000 + i + 1),
          nameRu: nameOf(family, family.ru, variant.brand, variant.kindRu, variant.sizeRu),
          nameUz: nameOf(family, family.uz, variant.brand, variant.kindUz, variant.sizeUz),
          barcodes: [...(hasBarcode ? [barcode()] : []), ...(hasTwo ? [barcode()] : [])],
          priceTiyin,
          vat: family.vat,
          unit: family.byWeight ? 'kg' : 'piece',
          ikpu: `${family.ikpu}${String(rng.int(1, 999)).padStart(3, '0')}${String(i + 1).padStart(3, '0')}001`,
          packageCode: String(1_500_000 + f * 100 + i),
          delivered: rng.chance(NEVER_DELIVERED) ? null : delivered(family, priceTiyin, rng),
        };
      }),
  );
}

type Variant = {
  brand: string;
  kindRu: string;
  kindUz: string;
  sizeRu: string;
  sizeUz: string;
  priceSum: number;
};

function variantsOf(family: Family): Variant[] {
  return [...new Set(family.brands.split(';'))].flatMap((brandText) => {
    const [brand, brandFactor] = withFactor(brandText);
    return [...new Set(family.kinds.split(';'))].flatMap((kindText) => {
      const [kind, kindFactor] = withFactor(kindText);
      const [kindRu = '', kindUz = ''] = kind.split('|');
      return family.sizes.split(';').map((sizeText): Variant => {
        const [sizeRu = '', price = '0'] = sizeText.split('=');
        const priceSum = Number(price) * brandFactor * kindFactor;
        return { brand, kindRu, kindUz, sizeRu, sizeUz: sizeInUzbek(sizeRu), priceSum };
      });
    });
  });
}

function withFactor(text: string): [string, number] {
  const [name = '', factor = '1'] = text.split('*');
  return [name, Number(factor)];
}

function sizeInUzbek(sizeRu: string): string {
  const [amount = '', unit = ''] = sizeRu.split(' ');
  return unit ? `${amount} ${SIZE_UNITS[unit] ?? unit}` : '';
}

function nameOf(family: Family, what: string, brand: string, kind: string, size: string): string {
  const words = family.namedByKind ? [capitalised(kind), brand] : [what, brand, kind];
  const name = words.filter((word) => word !== '').join(' ');
  return size && !/^1 (шт|dona)$/.test(size) ? `${name}, ${size}` : name;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function roundedPrice(priceSum: number, rng: Rng): bigint {
  const hundreds = Math.max(5, Math.round((priceSum / 100) * (1 + rng.int(-3, 3) / 100)));
  // Prices of shops like round numbers: most end in 500 or 000.
  const step = hundreds >= 100 ? 5 : 1;
  return BigInt(Math.round(hundreds / step) * step) * 10_000n;
}

/** Bought at a cost that leaves 12 to 35 % of the price without VAT; cheap goods by the box, dear ones by the piece. */
function delivered(family: Family, priceTiyin: bigint, rng: Rng): { qtyMilli: bigint; costTiyin: bigint } {
  const priceSum = Number(priceTiyin / 100n);
  const pieces =
    priceSum < 10_000 ? rng.int(4, 12) * 12 : priceSum < 60_000 ? rng.int(2, 8) * 6 : rng.int(3, 12);
  const qtyMilli = family.byWeight ? BigInt(rng.int(15_000, 90_000)) : BigInt(pieces) * 1000n;
  const vatShare = BigInt(family.vat ?? 0);
  const marginPercent = BigInt(rng.int(12, 35));
  const costOfThousand = divRound(
    priceTiyin * 100n * (100n - marginPercent),
    (100n + vatShare) * 100n,
    'half-up',
  );
  return { qtyMilli, costTiyin: divRound(costOfThousand * qtyMilli, 1000n, 'half-up') };
}
