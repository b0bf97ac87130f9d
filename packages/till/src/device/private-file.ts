import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TillError } from '../result.ts';

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
      writeSync(file, content);
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

/** The new name itself must survive a power cut. Windows has no such call and needs none. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function diskError(error: unknown): TillError {
  const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
  return new TillError(full ? 'till/disk-full' : 'till/disk-error', undefined, error);
}
