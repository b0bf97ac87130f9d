/**
 * What a day in a shop must come to, worked out a second time from the table of goods, the deliveries and what was
 * sold. It shares nothing with the product: its own sums in bigint, written to be read, so that a mistake in
 * packages/domain cannot hide here as well.
 */

export interface CatalogueItem {
  readonly sku: string;
  readonly nameRu: string;
  readonly nameUz: string;
  readonly barcodes: readonly string[];
  readonly priceTiyin: bigint;
  /** null = without VAT. */
  readonly vatRateBps: bigint | null;
  readonly unit: string;
}

export interface DeliveryFact {
  readonly lines: readonly { readonly sku: string; readonly qtyMilli: bigint; readonly costTiyin: bigint }[];
}

export type DiscountFact = { readonly percentBps: bigint } | { readonly amountTiyin: bigint } | null;

export interface SaleFact {
  readonly lines: readonly {
    readonly sku: string;
    readonly qtyMilli: bigint;
    readonly discount: DiscountFact;
  }[];
  readonly receiptDiscount: DiscountFact;
  readonly tenderedTiyin: bigint;
}

/** How the shop has chosen to round; VAT is always taken line by line here. */
export interface Policy {
  readonly vatRounding: 'floor' | 'half-up';
  /** What cash totals are rounded down to, in the customer's favour; 0 = not at all. */
  readonly cashStepTiyin: bigint;
}

export interface ExpectedLine {
  readonly sku: string;
  readonly qtyMilli: bigint;
  readonly grossTiyin: bigint;
  readonly discountTiyin: bigint;
  readonly netTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly costTiyin: bigint;
}

export interface ExpectedSale {
  readonly lines: readonly ExpectedLine[];
  readonly grossTiyin: bigint;
  readonly discountTiyin: bigint;
  readonly totalTiyin: bigint;
  readonly vatTiyin: bigint;
  readonly costTiyin: bigint;
  readonly changeTiyin: bigint;
}

/** Debit less credit by account; accounts with nothing left are not in it. */
export type Entry = Readonly<Record<string, bigint>>;

export interface ExpectedDay {
  readonly sales: readonly ExpectedSale[];
  /** By SKU, of every product that ever moved. */
  readonly stock: Readonly<Record<string, { readonly qtyMilli: bigint; readonly costTiyin: bigint }>>;
  readonly saleEntries: readonly Entry[];
  readonly deliveryEntries: readonly Entry[];
  /** One for each delivery that covered goods sold earlier and found another cost; null for the others. */
  readonly settlementEntries: readonly (Entry | null)[];
  readonly cashTiyin: bigint;
}

/** What happened, in the order in which the books learn of it. */
export type Happening = { readonly delivery: DeliveryFact } | { readonly sale: SaleFact };

/** Splits a table with `;` and quotation marks into its cells. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < csv.length; i++) {
    const letter = csv[i];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (csv[i + 1] === '"') cell += csv[i++];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ';' || letter === '\n') {
      row.push(cell);
      cell = '';
      if (letter === '\n') rows.push(row.splice(0));
    } else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** "12 500,50" so'm is 1250050 tiyin. */
export function readSom(text: string): bigint {
  const [whole = '', part = ''] = text.replaceAll(/\s/g, '').split(/[.,]/);
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}

export function readCatalogue(csv: string): CatalogueItem[] {
  const [head = [], ...rows] = cellsOf(csv.replace(/^\ufeff/, ''));
  return rows.map((cells) => {
    const of = (column: string) => cells[head.indexOf(column)] ?? '';
    return {
      sku: of('sku'),
      nameRu: of('name_ru'),
      nameUz: of('name_uz'),
      barcodes: of('barcode').split('|').filter(Boolean),
      priceTiyin: readSom(of('price')),
      vatRateBps: of('vat') === '' ? null : BigInt(of('vat')) * 100n,
      unit: of('unit'),
    };
  });
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
/** To the nearest whole, a half goes up. For amounts that are not negative. */
const nearest = (top: bigint, bottom: bigint) => (2n * top + bottom) / (2n * bottom);

function discountOn(amountTiyin: bigint, discount: DiscountFact): bigint {
  if (discount === null) return 0n;
  if ('percentBps' in discount) return nearest(amountTiyin * discount.percentBps, 10_000n);
  return discount.amountTiyin < amountTiyin ? discount.amountTiyin : amountTiyin;
}

/** Everybody gets the whole part of his share; what is left over goes, one by one, to the largest fractions. */
function shareOut(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = sum(weights);
  if (amount === 0n || all === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / all);
  const fractionOf = (i: number) => (amount * weights[i]!) % all;
  const largestFirst = weights
    .map((_, i) => i)
    .sort((a, b) => Number(fractionOf(b) - fractionOf(a)) || a - b);
  const over = Number(amount - sum(shares));
  for (const i of largestFirst.slice(0, over)) shares[i] = shares[i]! + 1n;
  return shares;
}

/** The money of one sale: VAT inside each line, cash rounded down to the step. */
function priceSale(items: ReadonlyMap<string, CatalogueItem>, sale: SaleFact, policy: Policy) {
  const { cashStepTiyin, vatRounding } = policy;
  const item = (sku: string) => items.get(sku) ?? fail(`No ${sku} in the table`);
  const gross = sale.lines.map((line) => nearest(item(line.sku).priceTiyin * line.qtyMilli, 1_000n));
  let left = sale.lines.map((line, i) => gross[i]! - discountOn(gross[i]!, line.discount));
  const minus = (shares: readonly bigint[]) => left.map((amount, i) => amount - shares[i]!);
  left = minus(shareOut(discountOn(sum(left), sale.receiptDiscount), left));
  const over = cashStepTiyin > 0n && sum(left) >= cashStepTiyin ? sum(left) % cashStepTiyin : 0n;
  left = minus(shareOut(over, left));
  return sale.lines.map(({ sku, qtyMilli }, i) => {
    const netTiyin = left[i]!;
    const rate = item(sku).vatRateBps ?? 0n;
    const vatTiyin =
      vatRounding === 'floor'
        ? (netTiyin * rate) / (10_000n + rate)
        : nearest(netTiyin * rate, 10_000n + rate);
    return {
      sku,
      qtyMilli,
      grossTiyin: gross[i]!,
      discountTiyin: gross[i]! - netTiyin,
      netTiyin,
      vatTiyin,
    };
  });
}

interface Lot {
  qtyMilli: bigint;
  costTiyin: bigint;
}

/** The shelf of one product: lots, oldest first, or what it owes after selling more than came. */
class Shelf {
  readonly lots: Lot[] = [];
  readonly owed: Lot[] = [];
  #lastLot: Lot | null = null;

  /** Takes goods out and says what they cost. */
  take(qtyMilli: bigint): bigint {
    let wanted = qtyMilli;
    let costTiyin = 0n;
    while (wanted > 0n && this.lots.length > 0) {
      const part = takeFrom(this.lots, wanted);
      wanted -= part.qtyMilli;
      costTiyin += part.costTiyin;
    }
    if (wanted === 0n) return costTiyin;
    const last = this.#lastLot;
    const guess = last === null ? 0n : nearest(last.costTiyin * wanted, last.qtyMilli);
    this.owed.push({ qtyMilli: wanted, costTiyin: guess });
    return costTiyin + guess;
  }

  /** Puts a lot in and says by how much goods owed until now cost more than was guessed. */
  put(lot: Lot): bigint {
    this.#lastLot = { ...lot };
    const arrived = [{ ...lot }];
    let difference = 0n;
    while (this.owed.length > 0 && arrived.length > 0) {
      const actual = takeFrom(arrived, this.owed[0]!.qtyMilli);
      difference += actual.costTiyin - takeFrom(this.owed, actual.qtyMilli).costTiyin;
    }
    this.lots.push(...arrived);
    return difference;
  }

  get balance(): Lot {
    const of = (lots: readonly Lot[], what: keyof Lot) => sum(lots.map((lot) => lot[what]));
    return {
      qtyMilli: of(this.lots, 'qtyMilli') - of(this.owed, 'qtyMilli'),
      costTiyin: of(this.lots, 'costTiyin') - of(this.owed, 'costTiyin'),
    };
  }
}

/** Takes at most `wanted` from the first of the lots, with its share of the cost. */
function takeFrom(lots: Lot[], wanted: bigint): Lot {
  const lot = lots[0]!;
  if (wanted >= lot.qtyMilli) return lots.shift()!;
  const costTiyin = nearest(lot.costTiyin * wanted, lot.qtyMilli);
  lot.qtyMilli -= wanted;
  lot.costTiyin -= costTiyin;
  return { qtyMilli: wanted, costTiyin };
}

const entryOf = (accounts: Entry): Entry =>
  Object.fromEntries(Object.entries(accounts).filter(([, amount]) => amount !== 0n));

function fail(message: string): never {
  throw new Error(message);
}

/** Works the whole day out. */
export function recomputeDay(
  catalogue: readonly CatalogueItem[],
  happenings: readonly Happening[],
  policy: Policy,
): ExpectedDay {
  const items = new Map(catalogue.map((item) => [item.sku, item]));
  const shelves = new Map<string, Shelf>();
  const shelf = (sku: string) => shelves.get(sku) ?? shelves.set(sku, new Shelf()).get(sku)!;
  const day = {
    sales: [] as ExpectedSale[],
    saleEntries: [] as Entry[],
    deliveryEntries: [] as Entry[],
    settlementEntries: [] as (Entry | null)[],
  };

  const deliver = ({ lines }: DeliveryFact) => {
    const difference = sum(lines.map(({ sku, ...lot }) => shelf(sku).put(lot)));
    const costTiyin = sum(lines.map((line) => line.costTiyin));
    day.deliveryEntries.push(entryOf({ inventory: costTiyin, 'supplier-payable': -costTiyin }));
    day.settlementEntries.push(
      difference === 0n ? null : { inventory: -difference, 'stock-settlement': difference },
    );
  };
  const sell = (sale: SaleFact) => {
    const lines = priceSale(items, sale, policy).map((line) => ({
      ...line,
      costTiyin: shelf(line.sku).take(line.qtyMilli),
    }));
    const of = (figure: Exclude<keyof ExpectedLine, 'sku'>) => sum(lines.map((line) => line[figure]));
    const [totalTiyin, vatTiyin, costTiyin] = [of('netTiyin'), of('vatTiyin'), of('costTiyin')];
    day.sales.push({
      lines,
      grossTiyin: of('grossTiyin'),
      discountTiyin: of('discountTiyin'),
      totalTiyin,
      vatTiyin,
      costTiyin,
      changeTiyin: sale.tenderedTiyin - totalTiyin,
    });
    day.saleEntries.push(
      entryOf({
        cash: totalTiyin,
        revenue: vatTiyin - totalTiyin,
        'vat-payable': -vatTiyin,
        cogs: costTiyin,
        inventory: -costTiyin,
      }),
    );
  };
  for (const happening of happenings) {
    if ('delivery' in happening) deliver(happening.delivery);
    else sell(happening.sale);
  }
  return {
    ...day,
    stock: Object.fromEntries([...shelves].map(([sku, { balance }]) => [sku, balance])),
    cashTiyin: sum(day.sales.map((sale) => sale.totalTiyin)),
  };
}
