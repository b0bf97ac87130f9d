import { TillError } from '../result.ts';
import type { Row, SqlValue } from './db.ts';

/** Reading rows is a border too: a column of another type than promised is a damaged file, not a silent NaN. */
function column<T extends SqlValue>(row: Row, name: string, fits: (value: SqlValue) => value is T): T {
  const value = row[name];
  if (value === undefined || !fits(value)) throw new TillError('till/disk-error', { column: name });
  return value;
}

const isText = (value: SqlValue): value is string => typeof value === 'string';
const isBig = (value: SqlValue): value is bigint => typeof value === 'bigint';

export function textOf(row: Row, name: string): string {
  return column(row, name, isText);
}

export function textOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : textOf(row, name);
}

export function bigOf(row: Row, name: string): bigint {
  return column(row, name, isBig);
}

export function bigOrNull(row: Row, name: string): bigint | null {
  return row[name] === null ? null : bigOf(row, name);
}

/** Counters, versions and times: whole numbers well below 2^53. */
export function intOf(row: Row, name: string): number {
  const value = Number(bigOf(row, name));
  if (!Number.isSafeInteger(value)) throw new TillError('till/disk-error', { column: name });
  return value;
}

export function intOrNull(row: Row, name: string): number | null {
  return row[name] === null ? null : intOf(row, name);
}

export function jsonOf(row: Row, name: string): unknown {
  try {
    return JSON.parse(textOf(row, name));
  } catch (error) {
    throw error instanceof TillError ? error : new TillError('till/disk-error', { column: name }, error);
  }
}
