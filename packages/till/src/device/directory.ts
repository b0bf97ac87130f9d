import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { TillError } from '../result.ts';

/**
 * Makes the directory everything of the till lives in. Its name is on the disk before it returns: files synced with all care
 * are gone with a directory whose own name a power cut took. Throws `till/disk-full`, `till/disk-error`.
 */
export function makeDataDir(path: string): void {
  const dataDir = resolve(path);
  try {
    const first = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Also when it is there already: the program may have been killed between making it and this.
    let directory = dirname(dataDir);
    syncDirectory(directory);
    while (first !== undefined && directory.length >= first.length) {
      directory = dirname(directory);
      syncDirectory(directory);
    }
  } catch (error) {
    throw diskError(error);
  }
}

/** The names of the files in it, now. Throws `till/disk-full`, `till/disk-error`. */
export function keepNames(path: string): void {
  try {
    syncDirectory(path);
  } catch (error) {
    throw diskError(error);
  }
}

/** A new name itself must survive a power cut. Windows has no such call and needs none. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

export function diskError(error: unknown): TillError {
  const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
  return new TillError(full ? 'till/disk-full' : 'till/disk-error', undefined, error);
}
