import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * Writes what a file holds over itself and syncs it. After a sync that failed the system calls pages clean that never reached
 * the disk; what it still has of them is written this way. Stopped half-way, the file is as it was. No file, nothing to do.
 */
export function rewriteFile(path: string): void {
  const file = openExisting(path);
  if (file === null) return;
  try {
    const content = readFileSync(file);
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at, content.length - at, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openExisting(path: string): number | null {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
