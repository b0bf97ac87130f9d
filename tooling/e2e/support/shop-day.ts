import type { Rng } from '@jowi/testkit/rng';
import { goods } from './goods.ts';
import type { DeliveryFact, DiscountFact, SaleFact } from './recompute.ts';

/** One product as a cashier puts it on a receipt. */
export interface LinePlan {
  readonly sku: string;
  readonly barcode: string;
  /** What is typed into the search field when it is not scanned. */
  readonly words: string;
  readonly how: 'scan' | 'search';
  /** How often it is scanned or picked; each adds one. */
  readonly times: number;
  /** Set by hand afterwards; null = left as scanned. */
  readonly typedQtyMilli: bigint | null;
  readonly discount: DiscountFact;
}

export interface SalePlan {
  readonly lines: readonly LinePlan[];
  readonly receiptDiscount: DiscountFact;
  /** `exact`: no change; `suggested`: one of the amounts offered; `note`: a banknote over the total, typed. */
  readonly tender: 'exact' | 'suggested' | 'note';
}

export interface ShopDay {
  readonly csv: string;
  /** Entered in the back office by hand. */
  readonly firstDelivery: DeliveryFact;
  /** The bulk, and second lots of some products at other costs. */
  readonly moreDeliveries: readonly DeliveryFact[];
  /** Comes when the day is over and covers what was sold too early. */
  readonly lateDelivery: DeliveryFact;
  readonly sales: readonly SalePlan[];
}

export const saleCount = 20;
const mostLines = 10;
/** The first few lots are entered by hand; of two products less comes than is sold, one comes too late. */
const byHand = 4;
const scarceSku = 'NV-005';
const lateSku = 'NV-006';

const skuOf = (i: number) => `NV-${String(i + 1).padStart(3, '0')}`;

/** An EAN-13 of the prefix of Uzbekistan that nobody has. */
function ean13(number: number): string {
  const body = `4789${String(number).padStart(8, '0')}`;
  const weighted = [...body].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (weighted % 10)) % 10}`;
}

const quoted = (cell: string) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function tableOf(rng: Rng): string {
  const rows = goods.map(({ ru, uz, unit, som, vat }, i) => {
    const barcodes = [ean13(i + 1), ...(i % 12 === 3 ? [ean13(900 + i)] : [])];
    // people write prices in every way there is
    const price = rng.pick([String(som), som.toLocaleString('ru-RU').replaceAll(/\s/g, ' '), `${som},00`]);
    const ikpu = i % 9 === 8 ? '' : `0190500100${String(1_000_000 + i * 17)}`;
    const cells = [
      skuOf(i),
      ru,
      uz,
      barcodes.join('|'),
      price,
      vat,
      unit,
      ikpu,
      ikpu && String(1_500_000 + i),
    ];
    return cells.map(quoted).join(';');
  });
  const head = 'sku;name_ru;name_uz;barcode;price;vat;unit;ikpu;package_code';
  return `\ufeff${[head, ...rows].join('\r\n')}\r\n`;
}

function lotOf(rng: Rng, i: number, qty: bigint) {
  const { som, unit } = goods[i]!;
  const qtyMilli = unit === 'kg' ? qty * 1_000n + rng.bigint(0n, 999n) : qty * 1_000n;
  // 60 to 85 % of the price, and never a round cost for a unit
  const costTiyin = (BigInt(som) * 100n * qtyMilli * rng.bigint(600n, 850n)) / 1_000_000n + 1n;
  return { sku: skuOf(i), qtyMilli, costTiyin };
}

function deliveriesOf(rng: Rng): Pick<ShopDay, 'firstDelivery' | 'moreDeliveries' | 'lateDelivery'> {
  const all = goods.map((_, i) => i).filter((i) => skuOf(i) !== lateSku);
  const few = (i: number) => (skuOf(i) === scarceSku ? 2n : rng.bigint(2n, 6n));
  // small first lots, so that a day's sales cross into the second
  const bulk = all.slice(byHand).map((i) => lotOf(rng, i, few(i)));
  const second = all.filter((i) => skuOf(i) !== scarceSku).map((i) => lotOf(rng, i, rng.bigint(40n, 90n)));
  const wholeSom = (lot: ReturnType<typeof lotOf>) => ({ ...lot, costTiyin: (lot.costTiyin / 100n) * 100n });
  return {
    firstDelivery: { lines: all.slice(0, byHand).map((i) => wholeSom(lotOf(rng, i, rng.bigint(2n, 5n)))) },
    moreDeliveries: [{ lines: bulk }, { lines: rng.shuffle(second) }],
    lateDelivery: {
      lines: [scarceSku, lateSku].map((sku) => lotOf(rng, Number(sku.slice(3)) - 1, 30n)),
    },
  };
}

function lineOf(rng: Rng, i: number): LinePlan {
  const { ru, uz, unit, som } = goods[i]!;
  const loose = unit === 'kg';
  const typed = loose ? rng.bigint(105n, 2_995n) : rng.chance(0.15) ? rng.bigint(4n, 15n) * 1_000n : null;
  const how = rng.chance(0.25) ? 'search' : 'scan';
  const discount: DiscountFact = !rng.chance(0.15)
    ? null
    : rng.chance(0.5)
      ? { percentBps: rng.bigint(1n, 25n) * 100n }
      : { amountTiyin: BigInt(rng.int(1, Math.max(1, Math.floor(som / 1_000)))) * 10_000n };
  return {
    sku: skuOf(i),
    barcode: ean13(i + 1),
    words: rng.pick([ru, uz]),
    how,
    times: typed === null && rng.chance(0.25) ? rng.int(2, 3) : 1,
    typedQtyMilli: typed,
    discount,
  };
}

function salesOf(rng: Rng): SalePlan[] {
  return Array.from({ length: saleCount }, (_, nth) => {
    // both ends of "1-10 lines" for certain, and receipts that sell what is not there
    const count = nth === 2 ? 1 : nth === 5 ? mostLines : rng.int(1, mostLines);
    const wanted = nth % 6 === 4 ? [scarceSku, lateSku].map((sku) => Number(sku.slice(3)) - 1) : [];
    const others = rng.shuffle(goods.map((_, i) => i).filter((i) => !wanted.includes(i)));
    const chosen = [...wanted, ...others].slice(0, Math.max(count, wanted.length));
    return {
      lines: rng.shuffle(chosen).map((i) => lineOf(rng, i)),
      receiptDiscount: !rng.chance(0.2)
        ? null
        : rng.chance(0.6)
          ? { percentBps: rng.bigint(1n, 10n) * 100n }
          : { amountTiyin: rng.bigint(5n, 30n) * 10_000n },
      tender: rng.pick(['exact', 'suggested', 'note'] as const),
    };
  });
}

/** A day's table, deliveries and sales; the same seed, the same day. */
export function planDay(rng: Rng): ShopDay {
  return { csv: tableOf(rng.fork()), ...deliveriesOf(rng.fork()), sales: salesOf(rng.fork()) };
}

/** What a plan comes to for the books. */
export function saleFactOf({ lines, receiptDiscount }: SalePlan, tenderedTiyin: bigint): SaleFact {
  return {
    lines: lines.map(({ sku, times, typedQtyMilli, discount }) => ({
      sku,
      qtyMilli: typedQtyMilli ?? BigInt(times) * 1_000n,
      discount,
    })),
    receiptDiscount,
    tenderedTiyin,
  };
}
