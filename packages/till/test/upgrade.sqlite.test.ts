import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { migrate } from '../src/db/migrate.ts';
import { MIGRATIONS } from '../src/db/migrations/all.ts';
import { openSqlite } from '../src/db/sqlite-db.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

it('a till that was last run before the Z went on paper keeps its queue of papers, and refuses what is of nothing', async () => {
  const path = join(await bench.dir(), 'till.db');
  const old = openSqlite(path);
  migrate(old, MIGRATIONS.slice(0, 2));
  old.exec(`
    INSERT INTO shift VALUES ('s1', 1, 'e1', '2026-11-23', 1, 0);
    INSERT INTO journal VALUES (1, 1, 'SaleV1', '{}', 'p', 'h', 's');
    INSERT INTO receipt VALUES (7, 'r1', 's1', 1, 1, 1, 1, 0, 100, 10);
    INSERT INTO print_outbox (job_id, receipt_number, kind, state, with_mark, problem) VALUES
      (3, 7, 'receipt', 'done', 1, NULL), (4, 7, 'copy', 'printing', 0, '{"code":"printer/offline"}'), (9, 7, 'fiscal-slip', 'new', 0, NULL);
  `);
  old.close();

  const db = openSqlite(path);
  bench.later(() => db.close());
  migrate(db, MIGRATIONS);
  const paper = { receipt_number: 7n, shift_id: null, with_mark: 0n, problem: null };
  expect(db.prepare('SELECT * FROM print_outbox ORDER BY job_id').all()).toEqual([
    { ...paper, job_id: 3n, kind: 'receipt', state: 'done', with_mark: 1n },
    { ...paper, job_id: 4n, kind: 'copy', state: 'printing', problem: '{"code":"printer/offline"}' },
    { ...paper, job_id: 9n, kind: 'fiscal-slip', state: 'new' },
  ]);
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });

  db.exec("INSERT INTO print_outbox (shift_id, kind) VALUES ('s1', 'shift-report')");
  db.exec("INSERT INTO statement VALUES ('s1', 1, 'ok', '{}', '{}', 1)");
  for (const wrong of [
    "print_outbox (receipt_number, kind) VALUES (7, 'shift-report')",
    "print_outbox (shift_id, kind) VALUES ('s1', 'receipt')",
    "print_outbox (kind) VALUES ('receipt')",
    "print_outbox (shift_id, kind) VALUES ('s2', 'shift-report')",
    "statement VALUES ('s2', 1, 'ok', '{}', '{}', 1)",
  ]) {
    expect(() => db.exec(`INSERT INTO ${wrong}`), wrong).toThrow(/constraint/i);
  }
});
