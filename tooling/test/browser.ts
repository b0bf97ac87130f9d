import { join } from 'node:path';
import { exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildChanged } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runPlaywright } from './runners.ts';

// `npm run test:browser [-- files and options of Playwright]`
exitOnSignals();
try {
  await buildChanged(join(repositoryRoot, 'artifacts/logs'));
  const { failed } = await runPlaywright(...process.argv.slice(2));
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
