import type { SQLInputValue } from 'node:sqlite';
import type { SimDisk } from './sim-disk.ts';

type Table = { readonly name: string; readonly rows: readonly Record<string, SQLInputValue>[] };

/** A copy of a disk: somebody's backup, or the disk that was put into a second machine. */
export type DiskImage = {
  readonly tables: readonly Table[];
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/** The search index holds nothing that is not in `product`. */
const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT LIKE 'product_search%' ORDER BY rowid`;

export function copyOf({ native, files }: SimDisk): DiskImage {
  const tables = native
    .prepare(TABLES)
    .all()
    .map((row) => String(row.name));
  return {
    tables: tables.map((name) => ({
      name,
      rows: native.prepare(`SELECT * FROM ${name}`).all() as Record<string, SQLInputValue>[],
    })),
    files: new Map(files),
  };
}

/** Puts the copy on an empty disk. */
export function restore({ native, files }: SimDisk, image: DiskImage): void {
  for (const { name, rows } of image.tables) {
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) continue;
    const insert = native.prepare(
      `INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(...columns.map((column) => row[column]!));
  }
  native.exec('INSERT INTO product_search (rowid, words) SELECT row, words FROM product');
  native.exec('RELEASE v0; SAVEPOINT v0');
  for (const [name, content] of image.files) files.set(name, content);
}
