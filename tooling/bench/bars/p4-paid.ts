import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RawSales } from '../calibrators/raw-sale.ts';
import { type BarLimits, type BarReport, judge, round } from '../measure/bar.ts';
import { interleave } from '../measure/rounds.ts';
import { percentile } from '../measure/stats.ts';
import { ms } from '../measure/words.ts';
import { countFsyncs } from '../till/count-fsyncs.ts';
import { PRODUCT_IDS, readSaleRows, SellingTill } from '../till/selling-till.ts';

const P4: BarLimits = {
  bar: 'P4',
  what: '"paid" pressed until durable (p50)',
  unit: 'ms',
  calibrator: 'K2',
  floor: 3,
  goal: 2,
  better: 'lower',
};
const ROUNDS = 9;
const SALES_A_ROUND = 100;
const MAX_P99_MS = 30;
const WATCHED_SALES = 40;

/** Number, receipt, stock, cash, signed journal entry and outboxes, against the same rows without a thought. */
export async function measurePaid(dataDir: string): Promise<BarReport> {
  const dir = join(dataDir, 'p4');
  mkdirSync(dir, { recursive: true });
  const rows = readSaleRows(join(dir, 'sample'));
  await using till = await SellingTill.open(join(dir, 'till'));
  using raw = new RawSales(join(dir, 'raw.db'), PRODUCT_IDS, rows);
  const latencies: number[] = [];
  const rounds = await interleave(
    {
      till: async (round) => {
        const took: number[] = [];
        for (let i = 0; i < SALES_A_ROUND; i++) took.push(await till.sell());
        if (round > 0) latencies.push(...took);
        return percentile(took, 50);
      },
      K2: async () => {
        const took: number[] = [];
        for (let i = 0; i < SALES_A_ROUND; i++) {
          took.push(raw.sell());
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        raw.checkpoint();
        return percentile(took, 50);
      },
    },
    ROUNDS,
  );
  const p99 = percentile(latencies, 99);
  const fsyncs = await countFsyncs(join(dir, 'watched'), WATCHED_SALES);
  return judge(P4, {
    value: rounds.median.till,
    ratio: rounds.ratio('till', 'K2'),
    also: [
      { what: `p99 <= ${MAX_P99_MS} ms`, figure: ms(p99), holds: p99 <= MAX_P99_MS },
      {
        what: 'at least one fsync an acknowledgement',
        // The till itself reads synchronous=FULL back from SQLite before every sale, or refuses to sell.
        figure: fsyncs === null ? 'not counted here: no strace' : `${fsyncs} or more, as the kernel saw them`,
        holds: fsyncs === null || fsyncs >= 1,
      },
    ],
    notes: [`${round(latencies.length)} sales of 3 lines; K2 p50 ${ms(rounds.median.K2)}`],
  });
}
