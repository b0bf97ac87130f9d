import { join } from 'node:path';
import { runQuietly } from '../bootstrap/run-quietly.mjs';
import { toolEnvironment } from '../bootstrap/tools.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { apiEnvironment, type StackOptions } from './stack.ts';

/** Fills an empty database with the two demo businesses. */
export function seedDemo(options: StackOptions): Promise<void> {
  return runQuietly('Writing the demo data', process.execPath, ['prisma/seed.ts'], {
    cwd: join(repositoryRoot, 'apps/api'),
    env: {
      ...toolEnvironment(repositoryRoot),
      ...apiEnvironment(options),
      DATABASE_URL: options.database.ownerUrl,
    },
    logFile: join(options.logDir, 'seed.log'),
  });
}
