import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildApi } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { measurePaid } from './bars/p4-paid.ts';
import { measureFirstLoad } from './bars/p6-first-load.ts';
import { measureDrain } from './bars/p8-drain.ts';
import { measureOneSale } from './bars/s1-one-sale.ts';
import { measureBatches } from './bars/s2-batches.ts';
import { measureNoOp } from './bars/s3-no-op.ts';
import { measureRowSecurity } from './bars/s4-row-security.ts';
import { measureNeighbour } from './bars/s8-neighbour.ts';
import { measureHerd } from './bars/s9-herd.ts';
import { type BarReport, jsonLine, tableOf } from './measure/bar.ts';
import { chooseBars } from './measure/choose.ts';
import { openShop, type Shop } from './shop/shop.ts';

/** What a bar may ask for; the shop is opened by the first that needs one. */
interface Stage {
  readonly dataDir: string;
  readonly logDir: string;
  readonly shop: () => Promise<Shop>;
}
interface Bar {
  readonly bar: string;
  readonly groups: readonly ('till' | 'sync' | 'api')[];
  readonly measure: (stage: Stage) => Promise<BarReport>;
}

// `npm run bench [-- words]`: a word is a bar (S1) or a group of them (till, sync, api); without any, all of them.
const bars: readonly Bar[] = [
  { bar: 'P4', groups: ['till'], measure: ({ dataDir }) => measurePaid(dataDir) },
  { bar: 'P6', groups: ['till', 'sync'], measure: async ({ shop }) => measureFirstLoad(await shop()) },
  { bar: 'P8', groups: ['till', 'sync'], measure: async ({ shop }) => measureDrain(await shop()) },
  { bar: 'S1', groups: ['sync'], measure: async ({ shop }) => measureOneSale(await shop()) },
  { bar: 'S2', groups: ['sync'], measure: async ({ shop }) => measureBatches(await shop()) },
  { bar: 'S8', groups: ['sync'], measure: async ({ shop }) => measureNeighbour(await shop()) },
  { bar: 'S9', groups: ['sync'], measure: async ({ shop }) => measureHerd(await shop()) },
  { bar: 'S3', groups: ['api'], measure: async ({ shop }) => measureNoOp(await shop()) },
  { bar: 'S4', groups: ['api'], measure: async ({ shop }) => measureRowSecurity(await shop()) },
];

const dataDir = join(repositoryRoot, '.data/bench');
const logDir = join(repositoryRoot, 'artifacts/logs/bench');

async function main(words: readonly string[]): Promise<void> {
  const chosen = chooseBars(bars, words);
  if (chosen.length === 0) {
    throw new Failure(`There is no bar ${words.join(' ')}: ${bars.map(({ bar }) => bar).join(', ')}.`);
  }
  await buildApi(logDir);
  rmSync(dataDir, { recursive: true, force: true });
  const reports: BarReport[] = [];
  let opened: Shop | null = null;
  try {
    const stage = { dataDir, logDir, shop: async () => (opened ??= await openShop({ dataDir, logDir })) };
    for (const { bar, measure } of chosen) {
      console.error(`${bar} ...`);
      const report = await measure(stage);
      console.log(jsonLine(report));
      reports.push(report);
    }
  } finally {
    await (opened as Shop | null)?.[Symbol.asyncDispose]();
  }
  rmSync(dataDir, { recursive: true, force: true });
  console.error(`\n${tableOf(reports)}`);
  process.exitCode = reports.every(({ pass }) => pass) ? 0 : 1;
}

exitOnSignals();
try {
  await main(process.argv.slice(2));
} catch (error) {
  exitWith(error);
}
