import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildApi } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { clocks } from './scenarios/clocks.ts';
import { disks } from './scenarios/disks.ts';
import { lines } from './scenarios/lines.ts';
import { servers } from './scenarios/servers.ts';
import { strangers } from './scenarios/strangers.ts';
import { openStage } from './stage.ts';

// `npm run hostile [-- words]`: a word is part of a scenario's name; without any, all of them.
const scenarios = [...lines, ...strangers, ...clocks, ...disks, ...servers];
const dataDir = join(repositoryRoot, '.data/hostile');
const logDir = join(repositoryRoot, 'artifacts/logs/hostile');

async function main(words: readonly string[]): Promise<void> {
  const chosen = scenarios.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (chosen.length === 0) throw new Failure(`No scenario is called ${words.join(' ')}.`);
  await buildApi(logDir);
  rmSync(dataDir, { recursive: true, force: true });
  let failed = 0;
  {
    await using stage = await openStage(dataDir, logDir);
    console.log(['scenario'.padEnd(24), ' sold', 'booked', 'aside', '   time', ' what'].join(' '));
    for (const { name, what, play } of chosen) {
      const started = performance.now();
      const verdict = await play(stage).catch((error: unknown) => ({
        ...{
          sold: 0,
          posted: 0,
          setAside: 0,
          faults: [error instanceof Error ? error.message : String(error)],
        },
      }));
      const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
      const figures = [verdict.sold, verdict.posted, verdict.setAside].map((n) => String(n).padStart(5));
      const outcome = verdict.faults.length === 0 ? 'ok' : 'FAILED';
      console.log([name.padEnd(24), ...figures, took.padStart(8), ` ${outcome}: ${what}`].join(' '));
      for (const fault of verdict.faults.slice(0, 5)) console.log(`    ${fault}`);
      if (verdict.faults.length > 0) failed += 1;
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
  console.log(`${chosen.length - failed} of ${chosen.length} scenarios: nothing lost, nothing doubled`);
  process.exitCode = failed === 0 ? 0 : 1;
}

exitOnSignals();
try {
  await main(process.argv.slice(2));
} catch (error) {
  exitWith(error);
}
