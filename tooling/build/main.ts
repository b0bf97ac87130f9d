import { join } from 'node:path';
import { exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { buildChanged } from './build-room.ts';

exitOnSignals();
try {
  const built = await buildChanged(join(repositoryRoot, 'artifacts/logs'));
  console.log(built.length === 0 ? 'Nothing changed since the last build' : `Built: ${built.join(', ')}`);
} catch (error) {
  exitWith(error);
}
