import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { assert } from '@jowi/domain/assert';
import { TillError } from '../result.ts';
import type { Db, Row, SqlValue, Statement } from './db.ts';
import { storeError } from './sqlite-error.ts';

/** `PRAGMA synchronous` in numbers. */
const FULL = 2n;

/** What is used of a database of `node:sqlite`: small enough for a simulated disk to stand in. */
export type NativeStatement = Pick<StatementSync, 'run' | 'get' | 'all'>;
export type NativeSqlite = Pick<DatabaseSync, 'exec' | 'isTransaction' | 'isOpen' | 'close'> & {
  prepare(sql: string): NativeStatement;
};

/**
 * Opens the till's file as its only writer. `locking_mode=EXCLUSIVE` keeps the operating system's lock for as long as
 * we live and no longer: a killed till leaves nothing behind, a second one is refused with `till/already-running`.
 * Throws `till/already-running`, `till/disk-full`, `till/disk-error`.
 */
export function openSqlite(path: string): Db {
  return openOn(() => new DatabaseSync(path, { readBigInts: true, timeout: 0 }));
}

/** The same on any native handle: the settings are asked for, read back, and relied upon. */
export function openOn(connect: () => NativeSqlite): Db {
  let native: NativeSqlite | null = null;
  try {
    native = connect();
    // Exclusive first: then WAL keeps its index in our own memory and needs no shared file.
    native.exec('PRAGMA locking_mode = EXCLUSIVE');
    native.exec('PRAGMA journal_mode = WAL');
    native.exec('PRAGMA synchronous = FULL');
    native.exec('PRAGMA foreign_keys = ON');
    native.exec('PRAGMA temp_store = MEMORY');
    native.exec('PRAGMA cache_size = -32000');
    // Normally the log is moved in idle moments (`checkpoint`); this is the bound for a till that is never idle.
    native.exec('PRAGMA wal_autocheckpoint = 4000');
    native.exec('PRAGMA journal_size_limit = 33554432');
    native.exec('BEGIN EXCLUSIVE; COMMIT');
    expectPragma(native, 'journal_mode', 'wal');
    expectPragma(native, 'synchronous', FULL);
    expectPragma(native, 'locking_mode', 'exclusive');
    return new SqliteDb(native);
  } catch (error) {
    native?.close();
    throw storeError(error);
  }
}

/** Settings are asked for and then read back: a build or a file system may quietly give something else. */
function expectPragma(native: NativeSqlite, name: string, expected: string | bigint): void {
  const actual = native.prepare(`PRAGMA ${name}`).get()?.[name];
  if (actual !== expected) throw new TillError('till/disk-error', { pragma: name, value: String(actual) });
}

class SqliteDb implements Db {
  readonly #native: NativeSqlite;
  readonly #statements = new Map<string, Statement>();
  readonly #synchronous: NativeStatement;

  constructor(native: NativeSqlite) {
    this.#native = native;
    this.#synchronous = native.prepare('PRAGMA synchronous');
  }

  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = translated(() => wrap(this.#native.prepare(sql)));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  exec(sql: string): void {
    translated(() => this.#native.exec(sql));
  }

  transaction<T>(run: () => T): T {
    assert(this.#synchronous.get()?.synchronous === FULL, 'a durable transaction needs synchronous=FULL');
    return this.#atomically(run);
  }

  draft<T>(run: () => T): T {
    this.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.#atomically(run);
    } finally {
      this.exec('PRAGMA synchronous = FULL');
    }
  }

  checkpoint(): void {
    this.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }

  close(): void {
    this.#statements.clear();
    if (this.#native.isOpen) this.#native.close();
  }

  #atomically<T>(run: () => T): T {
    assert(!this.#native.isTransaction, 'transactions do not nest');
    try {
      this.#native.exec('BEGIN IMMEDIATE');
      const value = run();
      this.#native.exec('COMMIT');
      return value;
    } catch (error) {
      // A full disk makes SQLite roll back by itself in some cases and not in others.
      if (this.#native.isTransaction) this.#native.exec('ROLLBACK');
      throw storeError(error);
    }
  }
}

function wrap(native: NativeStatement): Statement {
  return {
    run: (...params: SqlValue[]) => translated(() => Number(native.run(...params).changes)),
    insert: (...params: SqlValue[]) =>
      translated(() => {
        const { changes, lastInsertRowid } = native.run(...params);
        return BigInt(changes) === 0n ? null : BigInt(lastInsertRowid);
      }),
    get: (...params: SqlValue[]) => translated(() => native.get(...params) as Row | undefined),
    all: (...params: SqlValue[]) => translated(() => native.all(...params) as Row[]),
  };
}

function translated<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw storeError(error);
  }
}
