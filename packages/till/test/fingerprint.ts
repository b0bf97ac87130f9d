import type { Db } from '../src/db/db.ts';
import { textOf } from '../src/db/rows.ts';

/** Every row of every table as one text: equal before and after = nothing happened. */
export function fingerprint(db: Db): string {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .all()
    .map((row) => textOf(row, 'name'))
    .filter((name) => !name.startsWith('product_search_'));
  const dump = tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]);
  return JSON.stringify(dump, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
