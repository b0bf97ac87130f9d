import type { Db, SqlValue, Statement } from '../src/db/db.ts';
import { storeError } from '../src/db/sqlite-error.ts';

/** SQLite's own errors, as node:sqlite throws them. */
export const SQLITE_FULL = 13;
export const SQLITE_IOERR_FSYNC = 1034;

/**
 * A database whose n-th statement inside the next transaction fails the way a sick disk makes it fail; the
 * count goes on to one more, the COMMIT itself.
 */
export class FaultyDb implements Db {
  readonly #db: Db;
  #failAt: number | null = null;
  #errcode = SQLITE_FULL;
  #inside = false;
  statements = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  arm(failAt: number | null, errcode = SQLITE_FULL): void {
    this.#failAt = failAt;
    this.#errcode = errcode;
    this.statements = 0;
  }

  prepare(sql: string): Statement {
    const statement = this.#db.prepare(sql);
    return {
      run: (...params: SqlValue[]) => this.#count(() => statement.run(...params)),
      insert: (...params: SqlValue[]) => this.#count(() => statement.insert(...params)),
      get: (...params: SqlValue[]) => this.#count(() => statement.get(...params)),
      all: (...params: SqlValue[]) => this.#count(() => statement.all(...params)),
    };
  }

  exec(sql: string): void {
    this.#count(() => this.#db.exec(sql));
  }

  transaction<T>(run: () => T): T {
    return this.#db.transaction(() => this.#watched(run));
  }

  draft<T>(run: () => T): T {
    return this.#db.draft(() => this.#watched(run));
  }

  checkpoint(): void {
    this.#db.checkpoint();
  }

  close(): void {
    this.#db.close();
  }

  #watched<T>(run: () => T): T {
    this.#inside = true;
    try {
      const value = run();
      this.#count(() => undefined);
      return value;
    } finally {
      this.#inside = false;
    }
  }

  #count<T>(run: () => T): T {
    if (this.#inside) {
      this.statements += 1;
      if (this.statements === this.#failAt) {
        throw storeError(Object.assign(new Error('made to fail'), { errcode: this.#errcode }));
      }
    }
    return run();
  }
}
