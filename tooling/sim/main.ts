import { runCrashPoints } from './cli/crash-points.ts';
import { runMany } from './cli/many-seeds.ts';
import { runMutants } from './cli/mutants.ts';
import { runOne } from './cli/one-seed.ts';
import { type Options, readOptions, USAGE } from './cli/options.ts';
import { runOnPostgres } from './cli/postgres.ts';

/** `npm run sim`: the whole system in a made-up world, over and over, looking for a broken promise. */
function run(options: Options): Promise<boolean> {
  if (options.mutants) return runMutants(options);
  if (options.postgres) return runOnPostgres(options);
  if (options.crashPoints) return runCrashPoints(options);
  return options.seed === null ? runMany(options) : runOne(options, options.seed);
}

try {
  process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
