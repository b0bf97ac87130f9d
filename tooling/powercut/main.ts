import { exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { sickenDisks } from './faults/sick-disks.ts';
import { killEverything } from './kills/kill-everything.ts';
import { readOptions } from './options.ts';
import { cutPower, showMutants } from './power-cuts.ts';

// `npm run powercut [-- --states 5000 --seed 1 --sales 40 | --mutant NAME | --mutants | --faults | --kills | --all]`
exitOnSignals();
try {
  const options = readOptions(process.argv.slice(2));
  const good: boolean[] = [];
  if (options.mutants) {
    good.push(await showMutants(options.mutants, options));
  } else {
    if (options.replay) good.push(await cutPower(options));
    if (options.faults) good.push(await sickenDisks(options.seed));
    if (options.kills) good.push(await killEverything(options.seed));
  }
  process.exitCode = good.every(Boolean) ? 0 : 1;
} catch (error) {
  exitWith(error);
}
