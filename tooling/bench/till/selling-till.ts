import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { tiyin } from '@jowi/domain/money';
import { openTill } from '@jowi/till/open-till';
import type { Result } from '@jowi/till/result';
import { offlineOptions, prepareTill } from '@jowi/till/testing/prepared-till';
import { CASHIER_ID, CASHIER_PIN, sampleBarcode, sampleProduct } from '@jowi/till/testing/sample-shop';
import type { Till } from '@jowi/till/till';
import { payCash } from '@jowi/till/use-cases/pay-cash.usecase';
import { scanCode } from '@jowi/till/use-cases/scan-code.usecase';
import type { SaleRows } from '../calibrators/raw-sale.ts';
import { LINES_PER_SALE } from '../shop/bench-till.ts';

const PRODUCTS = 5_000;
const TENDERED = '100000000000';

export const PRODUCT_IDS = Array.from({ length: PRODUCTS }, (_, i) => sampleProduct(i + 1).id);

/** A whole till on a disk, its devices answering at once, with nobody to send to. */
export class SellingTill implements AsyncDisposable {
  readonly #till: Till;
  #next = 0;

  private constructor(till: Till) {
    this.#till = till;
  }

  static async open(dataDir: string): Promise<SellingTill> {
    const options = offlineOptions(dataDir);
    prepareTill(options, PRODUCTS).db.close();
    const till = openTill(options);
    got(await till.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }));
    return new SellingTill(till);
  }

  /** Milliseconds from "paid" to its answer. The scans before it are not counted. */
  async sell(): Promise<number> {
    for (let i = 0; i < LINES_PER_SALE; i++) {
      const index = 1 + (this.#next++ % PRODUCTS);
      got(await this.#till.sale.scan({ code: sampleBarcode(index) }));
    }
    const started = performance.now();
    const paid = await this.#till.sale.payCash({ tenderedTiyin: TENDERED });
    const took = performance.now() - started;
    got(paid);
    // The receipt is printed and registered before the next customer's goods are scanned.
    await new Promise((resolve) => setTimeout(resolve, 2));
    return took;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#till.close();
  }
}

/** What a till writes for one sale, read off its own disk. */
export function readSaleRows(dataDir: string): SaleRows {
  const till = prepareTill(offlineOptions(dataDir), LINES_PER_SALE);
  try {
    return rowsOf(till);
  } finally {
    till.db.close();
  }
}

function rowsOf(till: ReturnType<typeof prepareTill>): SaleRows {
  for (let i = 1; i <= LINES_PER_SALE; i++) scanCode(till, sampleBarcode(i));
  const cartLines = till.db
    .prepare('SELECT line FROM cart_line ORDER BY position')
    .all()
    .map((row) => String(row.line));
  payCash(till, tiyin(BigInt(TENDERED)));
  const { seq } = till.journal.head();
  const sale = till.journal.getPayload(1, seq) as SaleV1;
  const lines = sale.lines.map(({ productId, qtyMilli, netTiyin }) => ({
    productId,
    qtyMilli: Number(qtyMilli),
    netTiyin: Number(netTiyin),
  }));
  return { payload: JSON.stringify(sale), lines, cartLines };
}

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The till refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}
