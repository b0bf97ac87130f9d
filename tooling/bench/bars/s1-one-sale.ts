import { createRng } from '@jowi/testkit/rng';
import { BareSales, CALIBRATOR_CONNECTIONS } from '../calibrators/bare-sales.ts';
import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { load, loadEvenly } from '../measure/load.ts';
import { interleave } from '../measure/rounds.ts';
import { ms, perSecond } from '../measure/words.ts';
import type { BenchTill } from '../shop/bench-till.ts';
import type { Shop } from '../shop/shop.ts';

const S1: BarLimits = {
  bar: 'S1',
  what: 'one sale by HTTP with auth, RLS, validation',
  unit: 'sales/s',
  calibrator: 'K3a',
  floor: 0.3,
  goal: 0.6,
  better: 'higher',
};
const SECONDS = 2;
const HALF_LOAD_SECONDS = 5;
const MAX_P99_MS = 100;

/** Every till pushes its sales one by one, each in a request of its own. */
export async function measureOneSale(shop: Shop): Promise<BarReport> {
  const { tills } = shop;
  const { adminUrl } = shop.database;
  const payload = tills[0]!.samplePayload();
  const rng = createRng(31);
  await using bare = await BareSales.open(adminUrl, { connections: CALIBRATOR_CONNECTIONS, payload, rng });
  const rounds = await interleave({
    sale: async () => {
      for (const till of tills) till.prepare(100, 1);
      return (await load(pushing(shop, tills, 1, SECONDS))).perSecond;
    },
    K3a: () => bare.oneByOne(SECONDS),
  });
  const crowd = await (async () => {
    await using bare = await BareSales.open(adminUrl, { connections: tills.length, payload, rng });
    return await bare.oneByOne(SECONDS);
  })();
  for (const till of tills) till.prepare(100, 1);
  const half = rounds.median.sale / 2;
  const calm = await loadEvenly({ ...pushing(shop, tills, 1, HALF_LOAD_SECONDS), perSecond: half });
  return judge(S1, {
    value: rounds.median.sale,
    ratio: rounds.ratio('sale', 'K3a'),
    also: [
      {
        what: `p99 at half load (${perSecond(half)}) <= ${MAX_P99_MS} ms`,
        figure: `${ms(calm.p99Ms)}, p50 ${ms(calm.p50Ms)}`,
        holds: calm.p99Ms <= MAX_P99_MS,
      },
    ],
    notes: [
      `${tills.length} tills at once; K3a ${perSecond(rounds.median.K3a)} on ${CALIBRATOR_CONNECTIONS} connections`,
      `K3a on ${tills.length} connections, which share each write to the disk: ${perSecond(crowd)} (${round(rounds.median.sale / crowd)}x)`,
    ],
  });
}

/** A load of pushes of `sales` sales, one connection a till. */
export function pushing(shop: Shop, tills: readonly BenchTill[], sales: number, seconds: number) {
  for (const till of tills) till.forgetUnanswered();
  return {
    url: `${shop.api.url}/v1/sync/push`,
    method: 'POST' as const,
    connections: tills.length,
    seconds,
    next: (connection: number) => {
      const till = tills[connection]!;
      const headers = { authorization: till.bearer(), 'content-type': 'application/json' };
      return { headers, body: till.nextPush(sales) };
    },
    onAnswer: (connection: number, body: string) => tills[connection]!.acknowledge(body),
  };
}
