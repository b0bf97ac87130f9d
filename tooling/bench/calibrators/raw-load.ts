import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

/**
 * K5: the lines of a first load from a file into a table with a barcode index and a full-text index, one transaction:
 * what SQLite itself needs for such rows.
 */
export async function loadRaw(ndjson: string, path: string): Promise<number> {
  using db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec(`CREATE TABLE product (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sku TEXT, name_ru TEXT, name_uz TEXT,
    price_tiyin INTEGER, vat_rate_bps INTEGER, unit TEXT, ikpu TEXT, stock_milli INTEGER) STRICT`);
  db.exec(
    'CREATE TABLE barcode (code TEXT NOT NULL, product_row INTEGER NOT NULL, PRIMARY KEY (code, product_row)) WITHOUT ROWID',
  );
  db.exec("CREATE VIRTUAL TABLE search USING fts5(words, content = '', detail = none, prefix = '1 2')");
  const product = db.prepare('INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const barcode = db.prepare('INSERT INTO barcode VALUES (?, ?)');
  const search = db.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)');
  let row = 0;
  db.exec('BEGIN');
  for await (const line of createInterface({ input: createReadStream(ndjson) })) {
    const { product: p, stockQtyMilli } = JSON.parse(line);
    if (!p) continue;
    row++;
    product.run(
      row,
      p.id,
      p.sku,
      p.name.ru,
      p.name.uz,
      Number(p.priceTiyin),
      p.vatRateBps,
      p.unit,
      p.ikpu,
      Number(stockQtyMilli),
    );
    for (const code of p.barcodes) barcode.run(code, row);
    search.run(row, `${p.name.ru} ${p.name.uz} ${p.sku}`);
  }
  db.exec('COMMIT');
  return row;
}
