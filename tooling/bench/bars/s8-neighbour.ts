import { createRng } from '@jowi/testkit/rng';
import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { flood } from '../measure/flood.ts';
import { loadEvenly } from '../measure/load.ts';
import { interleave } from '../measure/rounds.ts';
import { ms, perSecond } from '../measure/words.ts';
import { seedBusiness } from '../shop/seed.ts';
import type { Shop } from '../shop/shop.ts';
import { pushing } from './s1-one-sale.ts';

const S8: BarLimits = {
  bar: 'S8',
  what: 'noisy neighbour: p99 of a sale of B while A keeps ten times its quota of requests open',
  unit: 'ms',
  calibrator: 'solo',
  floor: 2,
  goal: 1.2,
  better: 'lower',
};
const PLAN = { products: 1_000, stores: 4, tillsPerStore: 4, onHandMilli: 1_000_000_000 };
const SECONDS = 5;
/** Of the quiet business: some hundred tills at their busiest. */
const SALES_A_SECOND = 40;
/** What a server works on of one business at once while one other is about, as shipped (ADR 24). */
const QUOTA = 2;
const TIMES = 10;

/** B sells evenly; A's tills push as fast as they are answered, and do not care what they are told. */
export async function measureNeighbour(shop: Shop): Promise<BarReport> {
  const rng = createRng(8);
  const { tills: noisy } = await seedBusiness(shop.database, PLAN, rng);
  const { tills: quiet } = await seedBusiness(shop.database, PLAN, rng);
  const p50s: Record<'alone' | 'beside', number[]> = { alone: [], beside: [] };
  const crowds: { answered: number; shed: number }[] = [];
  const sell = async (when: 'alone' | 'beside') => {
    for (const till of quiet) till.prepare(20, 1);
    const plan = { ...pushing(shop, quiet, 1, SECONDS), perSecond: SALES_A_SECOND };
    const done = await loadEvenly(plan);
    p50s[when].push(done.p50Ms);
    return done.p99Ms;
  };
  const rounds = await interleave({
    alone: () => sell('alone'),
    beside: async () => {
      const crowd = await flood(shop, noisy, QUOTA * TIMES);
      const p99Ms = await sell('beside');
      crowds.push(await crowd.stop());
      return p99Ms;
    },
  });
  const last = crowds.at(-1)!;
  return judge(S8, {
    value: rounds.median.beside,
    ratio: rounds.ratio('beside', 'alone'),
    notes: [
      `solo p99 ${ms(rounds.median.alone)}, p50 ${ms(p50s.alone.at(-1)!)}; beside A p50 ${ms(p50s.beside.at(-1)!)}`,
      `rounds, solo/beside in ms: ${rounds.all.alone.map((it, i) => `${round(it)}/${round(rounds.all.beside[i]!)}`).join(' ')}`,
      `A kept ${QUOTA * TIMES} requests open: ${perSecond(last.answered / SECONDS)} sales taken, ${last.shed} sent away`,
    ],
  });
}
