import { createRng } from '@jowi/testkit/rng';
import { BareSales, CALIBRATOR_CONNECTIONS } from '../calibrators/bare-sales.ts';
import { type BarLimits, type BarReport, judge } from '../measure/bar.ts';
import { load } from '../measure/load.ts';
import { interleave } from '../measure/rounds.ts';
import { ms, perSecond } from '../measure/words.ts';
import type { Shop } from '../shop/shop.ts';
import { pushing } from './s1-one-sale.ts';

const S2: BarLimits = {
  bar: 'S2',
  what: 'push in batches of 100',
  unit: 'sales/s',
  calibrator: 'K3b',
  floor: 0.08,
  goal: 0.2,
  better: 'higher',
};
const BATCH = 100;
const TILLS = 4;
const SECONDS = 2;
const MIN_PER_SECOND = 1_500;

/** Tills that were offline send what they sold. */
export async function measureBatches(shop: Shop): Promise<BarReport> {
  const tills = shop.tills.filter((_, i) => i % (shop.tills.length / TILLS) === 0);
  await using bare = await BareSales.open(shop.database.adminUrl, {
    connections: CALIBRATOR_CONNECTIONS,
    payload: tills[0]!.samplePayload(),
    rng: createRng(32),
  });
  const latencies: number[] = [];
  const rounds = await interleave({
    push: async () => {
      for (const till of tills) till.prepare(20, BATCH);
      const done = await load(pushing(shop, tills, BATCH, SECONDS));
      latencies.push(done.p50Ms);
      return done.perSecond * BATCH;
    },
    K3b: () => bare.inBatches(SECONDS),
  });
  return judge(S2, {
    value: rounds.median.push,
    ratio: rounds.ratio('push', 'K3b'),
    also: [
      {
        what: `at least ${MIN_PER_SECOND} sales/s`,
        figure: perSecond(rounds.median.push),
        holds: rounds.median.push >= MIN_PER_SECOND,
      },
    ],
    notes: [
      `${TILLS} tills at once; a batch answered in ${ms(latencies.at(-1)!)} (p50); K3b ${perSecond(rounds.median.K3b)}`,
    ],
  });
}
