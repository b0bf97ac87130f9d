import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildChanged } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runPlaywright } from '../test/runners.ts';

// `npm run e2e:offline-sale [-- --seed 42]`: a day nobody has lived yet, or one again.
exitOnSignals();
try {
  const seed = readSeed();
  if (seed) process.env.OFFLINE_SALE_SEED = seed;
  await buildChanged(join(repositoryRoot, 'artifacts/logs'));
  const { failed } = await runPlaywright('offline-sale');
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}

function readSeed(): string | null {
  const usage = '`npm run e2e:offline-sale -- --seed 42` takes a whole number and nothing else.';
  try {
    const { seed } = parseArgs({ options: { seed: { type: 'string' } } }).values;
    if (seed === undefined || /^\d{1,9}$/.test(seed)) return seed ?? null;
  } catch {
    throw new Failure(usage);
  }
  throw new Failure(usage);
}
