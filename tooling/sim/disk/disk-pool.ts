import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrate } from '@jowi/till/db/migrate';
import { MIGRATIONS } from '@jowi/till/db/migrations/all';
import { openOn } from '@jowi/till/db/sqlite-db';
import { SimDisk } from './sim-disk.ts';

type Pooled = { native: DatabaseSync; statements: Map<string, StatementSync> };

/**
 * Databases in memory with the till's tables, as good as new after each run: making one costs as much as selling on it for
 * an hour. `fresh` ones have no tables yet.
 */
export class DiskPool {
  readonly #free: Pooled[] = [];
  readonly #used: Pooled[] = [];

  take(fresh = false): SimDisk {
    const pooled = fresh ? connect() : (this.#free.pop() ?? migrated());
    if (!fresh) this.#used.push(pooled);
    return new SimDisk(pooled.native, pooled.statements);
  }

  giveAllBack(): void {
    for (const pooled of this.#used) {
      pooled.native.exec('ROLLBACK');
      this.#free.push(pooled);
    }
    this.#used.length = 0;
  }
}

function connect(): Pooled {
  const native = new DatabaseSync(':memory:', { readBigInts: true });
  native.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000');
  return { native, statements: new Map() };
}

function migrated(): Pooled {
  const pooled = connect();
  const disk = new SimDisk(pooled.native, new Map());
  const db = openOn(() => disk.connect({ alive: true, point: () => {} }));
  migrate(db, MIGRATIONS);
  pooled.native.exec('COMMIT');
  return pooled;
}
