import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopLeftoverServer } from '@jowi/testkit/postgres';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { findRunner, stopOrphans } from './run-file.ts';

// `npm run demo:reset`: the next `npm start` begins with fresh demo data.
try {
  const dataDir = join(repositoryRoot, '.data');
  const runFile = join(dataDir, 'run.json');
  const runner = findRunner(runFile);
  if (runner !== null)
    throw new Failure(`JOWi Shop is running (process ${runner}): stop it with Ctrl-C first.`);
  await stopOrphans(runFile);
  await stopLeftoverServer(join(dataDir, 'pg'));
  const had = existsSync(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  console.log(had ? 'The demo data is gone: `npm start` makes it anew.' : 'There was nothing to remove.');
  if (process.env.DATABASE_URL) console.log('The database of DATABASE_URL was left as it is.');
} catch (error) {
  exitWith(error);
}
