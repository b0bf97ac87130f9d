import type { ProductFeed } from '@jowi/contracts/sync/pull';
import { normaliseBarcode } from '@jowi/domain/barcode';
import { type Tiyin, tiyin } from '@jowi/domain/money';
import { type QtyMilli, qtyMilli } from '@jowi/domain/quantity';
import { foldSearch } from '@jowi/i18n/fold';
import type { Db, Row } from '../db/db.ts';
import { bigOf, bigOrNull, intOf, intOrNull, textOf, textOrNull } from '../db/rows.ts';
import type { Name, Unit } from '../views.ts';

export type Product = {
  id: string;
  version: number;
  sku: string;
  name: Name;
  priceTiyin: Tiyin;
  vatRateBps: number | null;
  unit: Unit;
  ikpu: string | null;
  packageCode: string | null;
  /** The first of its codes. */
  barcode: string | null;
  /** What this till believes is on the shelf; null = never told. */
  stockMilli: QtyMilli | null;
};

const SELECT = `SELECT p.*, (SELECT code FROM barcode b WHERE b.product_row = p.row ORDER BY b.position LIMIT 1) AS barcode
  FROM product p`;

/** Products as this till sells them: by code, by id; `product-search.ts` finds them by words. */
export class CatalogueStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Products on sale carrying this code (normalised). Two only while the back office is moving a code. */
  findByBarcode(code: string): Product | null {
    const row = this.#db
      .prepare(
        `${SELECT} JOIN barcode c ON c.product_row = p.row WHERE c.code = ? AND p.archived = 0 LIMIT 1`,
      )
      .get(code);
    return row ? productOf(row) : null;
  }

  findById(id: string): Product | null {
    const row = this.#db.prepare(`${SELECT} WHERE p.id = ? AND p.archived = 0`).get(id);
    return row ? productOf(row) : null;
  }

  findByRow(row: bigint): Product | null {
    const found = this.#db.prepare(`${SELECT} WHERE p.row = ? AND p.archived = 0`).get(row);
    return found ? productOf(found) : null;
  }

  findStockMilli(id: string): QtyMilli | null {
    const row = this.#db.prepare('SELECT stock_milli FROM product WHERE id = ?').get(id);
    const stock = row ? bigOrNull(row, 'stock_milli') : null;
    return stock === null ? null : qtyMilli(stock);
  }

  countOnSale(): number {
    return intOf(this.#db.prepare('SELECT count(*) AS n FROM product WHERE archived = 0').get() ?? {}, 'n');
  }

  /**
   * Adds or replaces a product with its codes and its words. An older version than the one held is ignored: a snapshot
   * may be read while changes are made. `stockMilli` undefined = leave the stock as it is.
   */
  put(feed: ProductFeed, generation: number, stockMilli?: bigint): void {
    const known = this.#db.prepare('SELECT row, version FROM product WHERE id = ?').get(feed.id);
    const words = searchWords(feed);
    const row = known ? this.#update(known, feed, generation, words) : this.#insert(feed, generation, words);
    if (row === null) return;
    const addCode = this.#db.prepare('INSERT OR IGNORE INTO barcode VALUES (?, ?, ?)');
    for (const [position, code] of feed.barcodes.entries()) {
      const normalised = normaliseBarcode(code);
      if (normalised !== '') addCode.run(normalised, row, position);
    }
    if (!feed.archived) {
      this.#db.prepare('INSERT INTO product_search (rowid, words) VALUES (?, ?)').run(row, words);
    }
    if (stockMilli !== undefined) this.setStock(feed.id, stockMilli);
  }

  setStock(productId: string, stockMilli: bigint): void {
    this.#db.prepare('UPDATE product SET stock_milli = ? WHERE id = ?').run(stockMilli, productId);
  }

  /** Part of the sale's transaction. Unknown stock stays unknown; below zero is allowed, the goods are in the customer's hand. */
  subtractStock(productId: string, qty: bigint): void {
    this.#db.prepare('UPDATE product SET stock_milli = stock_milli - ? WHERE id = ?').run(qty, productId);
  }

  /** After a complete load: what it did not bring is no longer on sale. */
  archiveOlderThan(generation: number): void {
    this.#db.prepare('UPDATE product SET archived = 1 WHERE generation < ? AND archived = 0').run(generation);
  }

  #insert(feed: ProductFeed, generation: number, words: string): bigint {
    const inserted = this.#db
      .prepare(
        `INSERT INTO product (id, version, sku, name_ru, name_uz, price_tiyin, vat_rate_bps, unit, ikpu, package_code,
           archived, stock_milli, generation, words)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?) RETURNING row`,
      )
      .get(feed.id, ...columnsOf(feed), generation, words);
    return bigOf(inserted ?? {}, 'row');
  }

  #update(known: Row, feed: ProductFeed, generation: number, words: string): bigint | null {
    const row = bigOf(known, 'row');
    if (intOf(known, 'version') > feed.version) {
      this.#db
        .prepare('UPDATE product SET generation = max(generation, ?) WHERE row = ?')
        .run(generation, row);
      return null;
    }
    this.#db
      .prepare(
        `UPDATE product SET version = ?, sku = ?, name_ru = ?, name_uz = ?, price_tiyin = ?, vat_rate_bps = ?, unit = ?,
           ikpu = ?, package_code = ?, archived = ?, generation = max(generation, ?), words = ? WHERE row = ?`,
      )
      .run(...columnsOf(feed), generation, words, row);
    this.#db.prepare('DELETE FROM barcode WHERE product_row = ?').run(row);
    this.#db.prepare('DELETE FROM product_search WHERE rowid = ?').run(row);
    return row;
  }
}

function columnsOf(feed: ProductFeed) {
  return [
    feed.version,
    feed.sku,
    feed.name.ru,
    feed.name.uz,
    BigInt(feed.priceTiyin),
    feed.vatRateBps,
    feed.unit,
    feed.ikpu,
    feed.packageCode,
    feed.archived ? 1 : 0,
  ] as const;
}

function searchWords({ name, sku }: ProductFeed): string {
  const both = [foldSearch(name.ru), foldSearch(name.uz), foldSearch(sku)];
  return [...new Set(both)].join(' ');
}

function productOf(row: Row): Product {
  const stock = bigOrNull(row, 'stock_milli');
  return {
    id: textOf(row, 'id'),
    version: intOf(row, 'version'),
    sku: textOf(row, 'sku'),
    name: { ru: textOf(row, 'name_ru'), uz: textOf(row, 'name_uz') },
    priceTiyin: tiyin(bigOf(row, 'price_tiyin')),
    vatRateBps: intOrNull(row, 'vat_rate_bps'),
    unit: textOf(row, 'unit') as Unit,
    ikpu: textOrNull(row, 'ikpu'),
    packageCode: textOrNull(row, 'package_code'),
    barcode: textOrNull(row, 'barcode'),
    stockMilli: stock === null ? null : qtyMilli(stock),
  };
}
