import { assert } from '@jowi/domain/assert';
import { TillError } from '../result.ts';
import type { Db } from './db.ts';
import { intOf } from './rows.ts';

/** One step, one file, never changed once a till has run it. */
export type Migration = { version: number; sql: string };

/**
 * Brings the file up to date, each step in its own transaction.
 * Throws `till/database-newer` when a newer program has been here: its data stay untouched.
 */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  for (const [i, { version }] of migrations.entries()) {
    assert(version === i + 1, 'migrations are numbered from 1 without gaps');
  }
  const current = intOf(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
  if (current > migrations.length) {
    throw new TillError('till/database-newer', { database: current, program: migrations.length });
  }
  for (const { version, sql } of migrations.slice(current)) {
    db.transaction(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version}`);
    });
  }
}
