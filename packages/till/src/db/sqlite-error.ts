import { TillError } from '../result.ts';

// Primary result codes of SQLite: https://sqlite.org/rescode.html
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** What a person can be told about an error of SQLite; anything else (a constraint, bad SQL) is a bug and stays as it is. */
export function storeError(error: unknown): unknown {
  const extended = (error as { errcode?: unknown } | null)?.errcode;
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
