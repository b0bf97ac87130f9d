import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { NativeSqlite, NativeStatement } from '@jowi/till/db/sqlite-db';

/** Thrown into the code of a till that has just died; its ports are dead already, so nothing it does with it matters. */
export class Died extends Error {
  override name = 'Died';
}

/** What is about to happen to a disk, told to whoever may crash the till there. */
export type DiskPoint = 'before-commit' | 'after-commit';
/** Whose program it is: asked at every call whether it still lives. */
export type DiskUser = { readonly alive: boolean; point(name: DiskPoint): void };

export type DiskFault = { readonly kind: 'full' | 'io'; writesLeft: number; failuresLeft: number };

// Result codes of SQLite: https://sqlite.org/rescode.html
const BUSY = 5;
const FULL = 13;
const IOERR_WRITE = 778;

type Synchronous = 0n | 1n | 2n;
const SYNCHRONOUS: Record<string, Synchronous> = { OFF: 0n, NORMAL: 1n, FULL: 2n, EXTRA: 2n };

/**
 * A disk with one SQLite database in write-ahead mode, as far as crashes can tell. A commit under FULL makes itself and all
 * before it durable; one under NORMAL is lost by a power cut, it or the last of several, and survives a killed program.
 * Underneath is a database in memory in one never-ending transaction: `v0` marks what is durable, `v1`.. each commit since.
 */
export class SimDisk {
  readonly native: DatabaseSync;
  /** The key files beside the database. */
  readonly files = new Map<string, Uint8Array>();
  fault: DiskFault | null = null;
  /** Rows written since the log was last moved into the main file, and the most there ever were. */
  walRows = 0;
  mostWalRows = 0;
  readonly #statements: Map<string, StatementSync>;
  #volatile = 0;
  #inTransaction = false;
  #synchronous: Synchronous = 2n;
  #user: DiskUser | null = null;

  constructor(native: DatabaseSync, statements: Map<string, StatementSync>) {
    this.native = native;
    this.#statements = statements;
    native.exec('BEGIN; SAVEPOINT v0');
  }

  /** The program was killed: what it had not committed is gone, the file lock too. */
  kill(): void {
    if (this.#inTransaction) this.#rollBack();
    this.#user = null;
    this.#synchronous = 2n;
  }

  /** The power went: of the commits that were never forced to the disk, the first `keep` are left. */
  cutPower(keep: (volatileCommits: number) => number): void {
    this.kill();
    this.native.exec(`ROLLBACK TO v${keep(this.#volatile)}`);
    this.harden();
  }

  connect(user: DiskUser): NativeSqlite {
    const disk = this;
    let open = true;
    const check = () => {
      if (!user.alive || !open) throw new Died();
    };
    return {
      get isOpen() {
        return open;
      },
      get isTransaction() {
        return user.alive && disk.#user === user && disk.#inTransaction;
      },
      exec(sql) {
        check();
        disk.#exec(user, sql);
      },
      prepare(sql) {
        check();
        return disk.#prepare(sql, check);
      },
      close() {
        open = false;
        if (disk.#user === user) disk.kill();
      },
    };
  }

  #exec(user: DiskUser, sql: string): void {
    const pragma = /^PRAGMA (\w+)(?:\s*=\s*(\w+)|\(\w+\))?$/.exec(sql);
    if (pragma) {
      this.#pragma(pragma[1]!, pragma[2], sql);
      return;
    }
    switch (sql) {
      case 'BEGIN EXCLUSIVE; COMMIT':
        if (this.#user?.alive && this.#user !== user) throw sqliteError(BUSY, 'database is locked');
        this.#user = user;
        return;
      case 'BEGIN IMMEDIATE':
        this.native.exec('SAVEPOINT tx');
        this.#inTransaction = true;
        return;
      case 'COMMIT':
        this.#commit(user);
        return;
      case 'ROLLBACK':
        this.#rollBack();
        return;
      default:
        this.#written();
        this.native.exec(sql);
    }
  }

  #commit(user: DiskUser): void {
    user.point('before-commit');
    this.#written();
    this.#inTransaction = false;
    if (this.#synchronous === 2n) {
      this.harden();
    } else {
      this.#volatile += 1;
      this.native.exec(`RELEASE tx; SAVEPOINT v${this.#volatile}`);
    }
    user.point('after-commit');
  }

  /** Everything committed so far is forced to the disk. */
  harden(): void {
    this.native.exec('RELEASE v0; SAVEPOINT v0');
    this.#volatile = 0;
  }

  #rollBack(): void {
    this.native.exec('ROLLBACK TO tx; RELEASE tx');
    this.#inTransaction = false;
  }

  #pragma(name: string, value: string | undefined, sql: string): void {
    if (name === 'synchronous' && value) this.#synchronous = SYNCHRONOUS[value] ?? 2n;
    else if (name === 'user_version') this.native.exec(sql);
    else if (name === 'wal_checkpoint') {
      this.#written();
      this.walRows = 0;
      if (!this.#inTransaction) this.harden();
    }
  }

  #prepare(sql: string, check: () => void): NativeStatement {
    const answer = this.#pragmaAnswer(sql);
    if (answer) return { ...NO_STATEMENT, get: answer };
    let native = this.#statements.get(sql);
    if (!native) {
      native = this.native.prepare(sql);
      this.#statements.set(sql, native);
    }
    const statement = native;
    const writes = !/^\s*(SELECT|PRAGMA)/i.test(sql);
    const before = () => {
      check();
      if (writes) this.#written();
    };
    return {
      run: (...params: never[]) => {
        before();
        const done = statement.run(...params);
        this.walRows += Number(done.changes);
        if (!this.#inTransaction) this.harden();
        return done;
      },
      get: (...params: never[]) => {
        before();
        return statement.get(...params);
      },
      all: (...params: never[]) => {
        before();
        return statement.all(...params);
      },
    } as NativeStatement;
  }

  #pragmaAnswer(sql: string): (() => Record<string, string | bigint>) | null {
    switch (sql) {
      case 'PRAGMA synchronous':
        return () => ({ synchronous: this.#synchronous });
      case 'PRAGMA journal_mode':
        return () => ({ journal_mode: 'wal' });
      case 'PRAGMA locking_mode':
        return () => ({ locking_mode: 'exclusive' });
      default:
        return null;
    }
  }

  /** A write is about to reach the disk: it may be full or broken. */
  #written(): void {
    this.mostWalRows = Math.max(this.mostWalRows, this.walRows);
    const { fault } = this;
    if (!fault || fault.writesLeft-- > 0) return;
    if (fault.failuresLeft-- <= 0) {
      this.fault = null;
      return;
    }
    // SQLite rolls back by itself in some cases and not in others: every second time here.
    if (this.#inTransaction && fault.failuresLeft % 2 === 0) this.#rollBack();
    throw fault.kind === 'full'
      ? sqliteError(FULL, 'database or disk is full')
      : sqliteError(IOERR_WRITE, 'disk I/O error');
  }
}

const NO_STATEMENT: NativeStatement = {
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  get: () => undefined,
  all: () => [],
};

function sqliteError(errcode: number, message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
