import { withClient } from '@jowi/testkit/postgres';
import { createRng } from '@jowi/testkit/rng';
import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { load } from '../measure/load.ts';
import { median, percentile } from '../measure/stats.ts';
import { ms, perSecond } from '../measure/words.ts';
import type { BenchTill } from '../shop/bench-till.ts';
import { type Drained, HerdTill } from '../shop/herd-till.ts';
import { type BenchBusiness, seedBusiness } from '../shop/seed.ts';
import type { Shop } from '../shop/shop.ts';
import { pushing } from './s1-one-sale.ts';

const S9: BarLimits = {
  bar: 'S9',
  what: '500 tills reconnect within one second, each with 100 sales, after an outage of 60 s',
  unit: 's',
  calibrator: 'steady drain',
  floor: 60,
  goal: 20,
  better: 'lower',
  judged: 'value',
};
const BUSINESSES = 10;
const PLAN = { products: 1_000, stores: 10, tillsPerStore: 5, onHandMilli: 1_000_000_000 };
const SALES = 100;
const OUTAGE_MS = 60_000;
/** All are back within this, as when a router or the server itself comes up again. */
const RETURN_MS = 1_000;
const STEADY_TILLS = 4;
const STEADY_SECONDS = 3;
/** Before the herd and after it. */
const STEADY_ROUNDS = 3;

/** The push machine of the till, with the back-off it has after a minute of failures; connections and signatures are real. */
export async function measureHerd(shop: Shop): Promise<BarReport> {
  const rng = createRng(9);
  const businesses: BenchBusiness[] = [];
  for (let i = 0; i < BUSINESSES; i++) businesses.push(await seedBusiness(shop.database, PLAN, rng));
  const herd = businesses
    .flatMap(({ tills }) => tills)
    .map((till) => new HerdTill(till, shop.api.url, () => rng.float()));
  for (const { till } of herd) till.prepare(1, SALES);

  const steady = shop.tills.filter((_, i) => i % (shop.tills.length / STEADY_TILLS) === 0);
  const steadyRates: number[] = [];
  const drainSteadily = async () => {
    for (let i = 0; i < STEADY_ROUNDS; i++) steadyRates.push(await steadyRate(shop, steady));
  };
  await drainSteadily();
  for (const till of herd) till.sufferOutage(OUTAGE_MS);
  const startedMs = performance.now();
  const drained = await Promise.all(herd.map((till) => till.drain(rng.float() * RETURN_MS)));
  const seconds = (performance.now() - startedMs) / 1_000;
  await drainSteadily();

  const steadySeconds = (herd.length * SALES) / median(steadyRates);
  const books = await countSales(shop, businesses);
  const lost = herd.length * SALES - books.distinct;
  const doubled = books.rows - books.distinct + (books.movements - books.lines);
  return judge(S9, {
    value: seconds,
    ratio: seconds / steadySeconds,
    also: [
      { what: 'no sale lost', figure: `${lost} of ${herd.length * SALES}`, holds: lost === 0 },
      { what: 'no sale doubled', figure: `${doubled}`, holds: doubled === 0 },
    ],
    notes: notesOf(drained, steadyRates, seconds, herd.length * SALES),
  });
}

function notesOf(
  drained: readonly Drained[],
  steadyRates: readonly number[],
  seconds: number,
  sales: number,
): string[] {
  const sum = (of: (it: Drained) => number) => drained.reduce((total, it) => total + of(it), 0);
  const atMs = drained.map(({ doneAfterMs }) => doneAfterMs);
  return [
    `${perSecond(sales / seconds)}; steady drain ${steadyRates.map((rate) => round(rate)).join(' ')} sales/s`,
    `done after: half the tills ${ms(percentile(atMs, 50))}, 95 % ${ms(percentile(atMs, 95))}`,
    `${sum(({ pushes }) => pushes)} pushes, ${sum(({ busy }) => busy)} told to come back, ${sum(({ cut }) => cut)} cut ${[...new Set(drained.map(({ why }) => why))].join(' ')}`,
  ];
}

async function steadyRate(shop: Shop, tills: readonly BenchTill[]): Promise<number> {
  for (const till of tills) till.prepare(20, SALES);
  return (await load(pushing(shop, tills, SALES, STEADY_SECONDS))).perSecond * SALES;
}

interface Books {
  readonly rows: number;
  readonly distinct: number;
  readonly lines: number;
  /** Of sales; one a line while a lot lasts, and these do. */
  readonly movements: number;
}

async function countSales({ database }: Shop, businesses: readonly BenchBusiness[]): Promise<Books> {
  const tenants = businesses.map(({ tenantId }) => tenantId);
  return await withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<Record<keyof Books, string>>(
      `SELECT (SELECT count(*) FROM receipt WHERE tenant_id = ANY($1)) AS rows,
         (SELECT count(DISTINCT (terminal_id, receipt_number)) FROM receipt WHERE tenant_id = ANY($1)) AS distinct,
         (SELECT count(*) FROM receipt_line WHERE tenant_id = ANY($1)) AS lines,
         (SELECT count(*) FROM stock_movement WHERE tenant_id = ANY($1) AND kind = 'sale') AS movements`,
      [tenants],
    );
    const row = rows[0]!;
    return {
      rows: Number(row.rows),
      distinct: Number(row.distinct),
      lines: Number(row.lines),
      movements: Number(row.movements),
    };
  });
}
