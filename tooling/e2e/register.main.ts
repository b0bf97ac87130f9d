import { join } from 'node:path';
import { exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { buildChanged } from '../build/build-room.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runPlaywright } from '../test/runners.ts';

// `npm run e2e:register`: a new shop, from the landing page to its first receipt.
exitOnSignals();
try {
  await buildChanged(join(repositoryRoot, 'artifacts/logs'));
  const { failed } = await runPlaywright('register');
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
