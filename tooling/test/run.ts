import { join } from 'node:path';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { seconds } from '../bootstrap/progress.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildChanged } from '../build/build-room.ts';
import { getBrowser } from '../e2e/find-browser.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runMany } from '../sim/cli/many-seeds.ts';
import { readOptions } from '../sim/cli/options.ts';
import { runGates, type Tally } from './gates.ts';
import { runPlaywright, runVitest } from './runners.ts';

// `npm test`: every check and every test, in the order in which a mistake is cheapest to see.
interface Stage {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

const stages: Stage[] = [
  { name: 'Static checks', run: runGates },
  { name: 'Build', run: build },
  { name: 'Unit tests', run: () => runVitest('unit') },
  { name: 'Property tests', run: () => runVitest('property') },
  { name: 'Simulation', run: simulate },
  { name: 'Database tests', run: () => runVitest('sqlite', 'postgres') },
  { name: 'Browser tests', run: browse },
];
const stepsBefore = 2;

async function build(): Promise<Tally> {
  await buildChanged(join(repositoryRoot, 'artifacts/logs'));
  return { passed: 1, failed: 0 };
}

/** As `npm run sim` does it: two thousand seeds, those that once found something first. */
async function simulate(): Promise<Tally> {
  const ok = await runMany(readOptions([]));
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function browse(): Promise<Tally> {
  console.log(`    with ${getBrowser()}`);
  const paced = await runPlaywright('--project=paced');
  const usual = await runPlaywright('--project=usual');
  return { passed: paced.passed + usual.passed, failed: paced.failed + usual.failed };
}

async function runStage({ name, run }: Stage, index: number): Promise<{ summary: string; tally: Tally }> {
  const started = performance.now();
  console.log(`${index + 1 + stepsBefore}/${stages.length + stepsBefore} ${name} ...`);
  let tally: Tally;
  exitOnSignals();
  try {
    tally = await run();
    if (tally.passed + tally.failed === 0) throw new Failure(`${name}: nothing was run`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    tally = { passed: 0, failed: 1 };
  }
  const summary = `${name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds(started)}`;
  console.log(`    ${summary}\n`);
  return { summary, tally };
}

try {
  const started = performance.now();
  const summaries: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const [index, stage] of stages.entries()) {
    const { summary, tally } = await runStage(stage, index);
    summaries.push(summary);
    passed += tally.passed;
    failed += tally.failed;
  }
  console.log(`All in ${seconds(started)}\n  ${summaries.join('\n  ')}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
