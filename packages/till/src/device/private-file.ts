import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskError, syncDirectory } from './directory.ts';

/** Where a till keeps its two secrets: beside the database, or in memory where a machine is simulated. */
export type PrivateFiles = {
  find(name: string): Uint8Array | null;
  /** Whole or not at all, and durable when it returns. */
  write(name: string, content: Uint8Array): void;
};

export function privateFilesIn(dataDir: string): PrivateFiles {
  return {
    find: (name) => findPrivateFile(join(dataDir, name)),
    write: (name, content) => writePrivateFile(join(dataDir, name), content),
  };
}

/** Reads a file only the till's own user may read; null = there is none. */
function findPrivateFile(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw diskError(error);
  }
}

/** Writes such a file (0600) whole or not at all, and on the disk before it returns. */
function writePrivateFile(path: string, content: Uint8Array): void {
  try {
    const draft = `${path}.new`;
    const file = openSync(draft, 'w', 0o600);
    try {
      // Not `writeSync`: on a disk about to be full that may take a part and call it a success.
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncDirectory(dirname(path));
  } catch (error) {
    throw diskError(error);
  }
}
