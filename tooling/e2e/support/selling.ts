import {
  type CatalogueItem,
  type ExpectedSale,
  type Policy,
  recomputeDay,
  type SaleFact,
} from './recompute.ts';
import { type SalePlan, saleFactOf } from './shop-day.ts';
import type { TillPage } from './till.page.ts';

/** A sale as it was made: what it has to come to, and the number the till gave it. */
export interface MadeSale {
  readonly fact: SaleFact;
  readonly receiptNumber: number;
}

const notesTiyin = [1_000n, 2_000n, 5_000n, 10_000n, 20_000n, 50_000n, 100_000n, 200_000n].map(
  (som) => som * 100n,
);

/** A cashier with a list of what customers want. */
export class Cashier {
  readonly made: MadeSale[] = [];
  readonly #items: ReadonlyMap<string, CatalogueItem>;
  readonly #catalogue: readonly CatalogueItem[];
  readonly #policy: Policy;

  constructor(catalogue: readonly CatalogueItem[], policy: Policy) {
    this.#catalogue = catalogue;
    this.#items = new Map(catalogue.map((item) => [item.sku, item]));
    this.#policy = policy;
  }

  item(sku: string): CatalogueItem {
    const item = this.#items.get(sku);
    if (!item) throw new Error(`No ${sku} in the table`);
    return item;
  }

  /** Puts lines `from` up to `to` of a plan on the receipt. */
  async ring(till: TillPage, plan: SalePlan, from = 0, to = plan.lines.length): Promise<void> {
    for (const line of plan.lines.slice(from, to)) await till.addLine(this.item(line.sku), line);
  }

  /** Everything up to the moment before the money is taken: the total on the screen is the one worked out by us. */
  async bringToPayment(till: TillPage, plan: SalePlan): Promise<SaleFact> {
    if (plan.receiptDiscount) await till.giveReceiptDiscount(plan.receiptDiscount);
    const { totalTiyin } = this.#expected(saleFactOf(plan, 0n));
    await till.seeTotal(totalTiyin);
    await till.openPayment();
    return saleFactOf(plan, this.#tender(plan, totalTiyin));
  }

  async pay(till: TillPage, plan: SalePlan, fact: SaleFact): Promise<void> {
    const { totalTiyin, changeTiyin } = this.#expected(fact);
    await till.takeCash(totalTiyin, fact.tenderedTiyin, plan.tender);
    this.note(fact, await till.seePaid(changeTiyin));
  }

  /** Remembers a sale that was made. */
  note(fact: SaleFact, receiptNumber: number): void {
    this.made.push({ fact, receiptNumber });
  }

  async sell(till: TillPage, plan: SalePlan): Promise<void> {
    await this.ring(till, plan);
    await this.pay(till, plan, await this.bringToPayment(till, plan));
  }

  totalOf(fact: SaleFact): bigint {
    return this.#expected(fact).totalTiyin;
  }

  #expected(sale: SaleFact): ExpectedSale {
    return recomputeDay(this.#catalogue, [{ sale }], this.#policy).sales[0]!;
  }

  /** What the customer hands over: the sum itself, one of the sums the till offers, or notes for more. */
  #tender({ tender, lines }: SalePlan, totalTiyin: bigint): bigint {
    if (tender === 'exact') return totalTiyin;
    const roundedUp = notesTiyin.map((note) => ((totalTiyin + note - 1n) / note) * note);
    const offered = [...new Set(roundedUp)].filter((sum) => sum !== totalTiyin);
    if (tender === 'suggested')
      return offered.sort((a, b) => Number(a - b))[Math.min(2, offered.length - 1)]!;
    return roundedUp.at(-1)! + notesTiyin[lines.length % notesTiyin.length]!;
  }
}
