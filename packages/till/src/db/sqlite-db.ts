import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { assert } from '@jowi/domain/assert';
import { keepNames } from '../device/directory.ts';
import { TillError } from '../result.ts';
import type { Db, Row, SqlValue, Statement } from './db.ts';
import { rewriteFile } from './rewrite-file.ts';
import { isDiskFailure, storeError } from './sqlite-error.ts';

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
  const connect = () => new DatabaseSync(path, { readBigInts: true, timeout: 0 });
  const db = openOn(connect, () => rewriteFile(`${path}-wal`));
  try {
    // SQLite asks for the name of its log to be kept and does not listen when that fails.
    keepNames(dirname(path));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * The same on any native handle: the settings are asked for, read back, and relied upon. `rewriteLog` puts what the system
 * holds of the write-ahead log on the disk once more.
 */
export function openOn(connect: () => NativeSqlite, rewriteLog: () => void = () => {}): Db {
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
    const db = new SqliteDb(native, rewriteLog);
    db.begin();
    return db;
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

/**
 * A failed write or sync leaves two things in doubt. The refused transaction may stand whole in the log, where the next start
 * would find it. And the system calls pages clean that it gave up on: no later sync writes them or says so, and what is
 * committed on top of them is lost with them. So after a failure, and before anything else is promised, all that counts is
 * written anew into the main file and the log begins again (`#renew`).
 */
class SqliteDb implements Db {
  readonly #native: NativeSqlite;
  readonly #rewriteLog: () => void;
  readonly #statements = new Map<string, Statement>();
  readonly #synchronous: NativeStatement;
  #inDoubt = false;

  constructor(native: NativeSqlite, rewriteLog: () => void) {
    this.#native = native;
    this.#rewriteLog = rewriteLog;
    this.#synchronous = native.prepare('PRAGMA synchronous');
  }

  /** What an earlier program left in the log may be in doubt as well. A disk that is only full can still be read. */
  begin(): void {
    try {
      this.#moveLog();
    } catch (error) {
      if (isDiskFailure(error)) throw error;
    }
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
    try {
      this.#native.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      this.#inDoubt ||= isDiskFailure(error);
      throw storeError(error);
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#native.isOpen) this.#native.close();
  }

  #atomically<T>(run: () => T): T {
    assert(!this.#native.isTransaction, 'transactions do not nest');
    try {
      if (this.#inDoubt) this.#renew();
      this.#native.exec('BEGIN IMMEDIATE');
      const value = run();
      this.#native.exec('COMMIT');
      return value;
    } catch (error) {
      // A full disk makes SQLite roll back by itself in some cases and not in others.
      if (this.#native.isTransaction) this.#native.exec('ROLLBACK');
      if (isDiskFailure(error)) this.#doubt();
      throw storeError(error);
    }
  }

  /** At once, so that who was refused finds nothing after a restart; if the disk refuses this too, before the next transaction. */
  #doubt(): void {
    this.#inDoubt = true;
    try {
      this.#renew();
    } catch {
      // The failure that led here is the one to be told.
      this.#writeOver();
    }
  }

  #renew(): void {
    this.#moveLog();
    // The first transaction of the new log: whatever was in the old one is void from here on, and not only truncated.
    this.#native.exec('PRAGMA synchronous = FULL');
    this.#writeNothing();
    this.#inDoubt = false;
  }

  /** The main file may only be written over by what is certainly in the log: its pages can be torn. */
  #moveLog(): void {
    this.#rewriteLog();
    this.#native.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** A disk that syncs no more may still write: at least a mere restart of the program will not find what was refused. */
  #writeOver(): void {
    try {
      this.#native.exec('PRAGMA synchronous = OFF');
      this.#writeNothing();
    } catch {
      // Nothing more can be done; the next transaction says so again.
    } finally {
      this.#native.exec('PRAGMA synchronous = FULL');
    }
  }

  /** A transaction that takes the next place in the log and changes nothing. */
  #writeNothing(): void {
    const { user_version: version } = this.#native.prepare('PRAGMA user_version').get() ?? {};
    this.#native.exec(`PRAGMA user_version = ${version}`);
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
