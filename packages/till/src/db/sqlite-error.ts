import { diskError } from '../device/directory.ts';
import { TillError } from '../result.ts';

// Primary result codes of SQLite: https://sqlite.org/rescode.html
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** Whether the disk failed to read, write or sync: not merely that there was no room. */
export function isDiskFailure(error: unknown): boolean {
  const native = error instanceof TillError ? error.cause : error;
  const { errcode, code } = (native ?? {}) as { errcode?: unknown; code?: unknown };
  return typeof errcode === 'number' ? (errcode & 0xff) === IOERR : code === 'EIO';
}

/** What a person can be told about an error of SQLite or of a file; anything else (a constraint, bad SQL) is a bug and stays as it is. */
export function storeError(error: unknown): unknown {
  const { errcode: extended, syscall } = (error ?? {}) as { errcode?: unknown; syscall?: unknown };
  if (typeof syscall === 'string') return diskError(error);
  if (typeof extended !== 'number') return error;
  switch (extended & 0xff) {
    case FULL:
      return new TillError('till/disk-full', undefined, error);
    case BUSY:
      return new TillError('till/already-running', undefined, error);
    case IOERR:
    case READONLY:
    case CORRUPT:
    case CANTOPEN:
    case NOTADB:
      return new TillError('till/disk-error', { sqlite: extended }, error);
    default:
      return error;
  }
}
