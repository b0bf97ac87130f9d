import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { withClient } from '@jowi/testkit/postgres';
import type { Rng } from '@jowi/testkit/rng';
import pg from 'pg';
import { LINES_PER_SALE } from '../shop/bench-till.ts';
import { type BenchProduct, makeGoods } from '../shop/goods.ts';
import { BARE_TABLES, ONE_BATCH, ONE_SALE } from './bare-tables.ts';

const PRODUCTS = 2_000;
const BATCH = 100;

interface BareSale {
  readonly till: number;
  readonly seq: number;
  readonly receipt: string;
  readonly payment: string;
  readonly payload: string;
  readonly hash: string;
  readonly signature: string;
  readonly at: number;
  readonly total: number;
  readonly lines: readonly BareLine[];
}
interface BareLine {
  readonly line_no: number;
  readonly id: string;
  readonly product: number;
  readonly barcode: string;
  readonly name_ru: string;
  readonly name_uz: string;
  readonly qty: number;
  readonly price: number;
  readonly net: number;
}

/**
 * As pgbench is run to see what a machine can do: a connection a core. More of them share each write to the disk and
 * show the disk's patience instead.
 */
export const CALIBRATOR_CONNECTIONS = availableParallelism();

/** K3a and K3b: what PostgreSQL itself makes of sales on this disk, without anybody's thoughts in between. */
export class BareSales implements AsyncDisposable {
  readonly #clients: pg.Client[];
  readonly #rng: Rng;
  readonly #goods: readonly BenchProduct[];
  readonly #payload: string;
  #seq = 0;

  private constructor(clients: pg.Client[], rng: Rng, payload: string) {
    this.#clients = clients;
    this.#rng = rng;
    this.#goods = makeGoods(PRODUCTS, rng);
    this.#payload = payload;
  }

  /**
   * `connections` sell at once, each from its own shelf: nobody waits for a row of another. `payload` is what the
   * journal keeps of a sale.
   */
  static async open(
    adminUrl: string,
    { connections, payload, rng }: { connections: number; payload: string; rng: Rng },
  ): Promise<BareSales> {
    await withClient(adminUrl, async (client) => {
      await client.query(`DROP SCHEMA IF EXISTS bare CASCADE; ${BARE_TABLES}`);
      for (const shelf of ['stock', 'lot']) {
        await client.query(
          `INSERT INTO bare.${shelf} SELECT t, p, 1e12, 1e15 FROM generate_series(0, $1::int - 1) t, generate_series(0, $2::int - 1) p`,
          [connections, PRODUCTS],
        );
      }
      await client.query(`INSERT INTO bare.chain SELECT t, 0, '' FROM generate_series(0, $1::int - 1) t`, [
        connections,
      ]);
      await client.query('VACUUM ANALYZE bare.stock, bare.lot, bare.chain');
    });
    const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: adminUrl }));
    for (const client of clients) {
      // When a bar fails and the server is stopped, that failure is the news and not the end of these.
      client.on('error', () => undefined);
      await client.connect();
    }
    return new BareSales(clients, rng, payload);
  }

  /** K3a: one prepared statement a sale. Sales a second. */
  oneByOne(seconds: number): Promise<number> {
    return this.#run(seconds, 1, (client, [sale]) => {
      const { till, seq, receipt, payment, payload, hash, signature, at, total, lines } = sale!;
      const columns = (
        ['id', 'product', 'barcode', 'name_ru', 'name_uz', 'qty', 'price', 'net'] as const
      ).map((name) => lines.map((line) => line[name]));
      return client.query({
        name: 'one-sale',
        text: ONE_SALE,
        values: [till, seq, receipt, payment, payload, hash, signature, at, total, ...columns],
      });
    });
  }

  /** K3b: one prepared statement for a hundred sales, as JSONB. Sales a second. */
  inBatches(seconds: number): Promise<number> {
    return this.#run(seconds, BATCH, (client, sales) =>
      client.query({ name: 'one-batch', text: ONE_BATCH, values: [JSON.stringify(sales)] }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) await client.end();
  }

  async #run(
    seconds: number,
    batch: number,
    insert: (client: pg.Client, sales: readonly BareSale[]) => Promise<unknown>,
  ): Promise<number> {
    const started = performance.now();
    let sold = 0;
    let last = started;
    const sell = async (client: pg.Client, till: number) => {
      while (performance.now() - started < seconds * 1000) {
        const sales = Array.from({ length: batch }, () => this.#sale(till));
        await insert(client, sales);
        sold += batch;
        last = performance.now();
      }
    };
    await Promise.all(this.#clients.map(sell));
    return (sold * 1000) / (last - started);
  }

  #sale(till: number): BareSale {
    const lines = Array.from({ length: LINES_PER_SALE }, (_, i): BareLine => {
      const product = this.#rng.int(0, PRODUCTS - 1);
      const { barcode, nameRu, nameUz, priceTiyin: price } = this.#goods[product]!;
      const qty = 1000 * this.#rng.int(1, 3);
      const names = { barcode, name_ru: nameRu, name_uz: nameUz };
      return { line_no: i + 1, id: randomUUID(), product, ...names, qty, price, net: (qty * price) / 1000 };
    });
    return {
      till,
      seq: ++this.#seq,
      receipt: randomUUID(),
      payment: randomUUID(),
      payload: this.#payload,
      hash: 'a'.repeat(64),
      signature: 'b'.repeat(86),
      at: Date.now(),
      total: lines.reduce((sum, line) => sum + line.net, 0),
      lines,
    };
  }
}
