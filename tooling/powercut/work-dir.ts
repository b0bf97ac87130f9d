import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';

const MEMORY = '/dev/shm';

/** A directory of one's own in memory where there is one: what a disk would make certain is decided by the model. */
export function inWorkDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  return within(existsSync(MEMORY) ? MEMORY : tmpdir(), work);
}

/** The same on the disk the shop's own data are on, where a commit costs what it costs. */
export function inDiskDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  return within(join(repositoryRoot, '.data'), work);
}

async function within<T>(parent: string, work: (dir: string) => Promise<T>): Promise<T> {
  mkdirSync(parent, { recursive: true });
  const dir = mkdtempSync(join(parent, 'jowi-powercut-'));
  // PostgreSQL runs as somebody else and has to find its way.
  chmodSync(dir, 0o755);
  const remove = () => {
    try {
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch (error) {
      // What failed before this is what matters, and may still be writing here.
      console.error(`${dir} could not be removed: ${(error as Error).message}`);
    }
  };
  process.once('exit', remove);
  try {
    return await work(dir);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
