import type { ProductFeed } from '@jowi/contracts/sync/pull';
import { assert } from '@jowi/domain/assert';
import { normaliseBarcode } from '@jowi/domain/barcode';
import { type Tiyin, tiyin } from '@jowi/domain/money';
import { type QtyMilli, qtyMilli } from '@jowi/domain/quantity';
import type { Db, Row } from '../db/db.ts';
import { bigOf, bigOrNull, intOf, intOrNull, textOf, textOrNull } from '../db/rows.ts';
import type { Name, Unit } from '../views.ts';
import { foldWords } from './fold-words.ts';

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

const SELECT = 'SELECT p.* FROM product p';

/** Products as this till sells them: by code, by id; `product-search.ts` finds them by words. */
export class CatalogueStore {
  readonly #db: Db;
  #onSale: number | null = null;

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

  /** SKU of a product on sale by a unit this program has no word for; null = there is none. */
  findUnknownUnit(): string | null {
    const row = this.#db
      .prepare(
        `SELECT sku FROM product INDEXED BY product_unit_unknown
         WHERE unit NOT IN ('piece', 'kg', 'litre', 'metre') AND archived = 0 LIMIT 1`,
      )
      .get();
    return row ? textOf(row, 'sku') : null;
  }

  /** Counted anew only after a change: the lights on the screen ask all the time. */
  countOnSale(): number {
    this.#onSale ??= intOf(
      this.#db.prepare('SELECT count(*) AS n FROM product WHERE archived = 0').get() ?? {},
      'n',
    );
    return this.#onSale;
  }

  /**
   * Adds or replaces a product with its codes and its words. An older version than the one held is ignored: a snapshot
   * may be read while changes are made. `stockMilli` undefined = leave the stock as it is.
   */
  put(feed: ProductFeed, generation: number, stockMilli?: bigint): void {
    this.#onSale = null;
    const words = searchWords(feed);
    const codes = [...new Set(feed.barcodes.map(normaliseBarcode))].filter((code) => code !== '');
    const columns = columnsOf(feed, codes, words);
    // Inserting first: in a first load nothing is there, and asking would cost as much as inserting.
    const added = this.#insert(feed.id, columns, generation, stockMilli ?? null);
    const row = added ?? this.#update(feed, columns, generation, stockMilli);
    if (row === null) return;
    const addCode = this.#db.prepare('INSERT INTO barcode VALUES (?, ?)');
    for (const code of codes) addCode.run(code, row);
    if (!feed.archived) {
      this.#db.prepare('INSERT INTO product_search (rowid, words) VALUES (?, ?)').run(row, words);
    }
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
    this.#onSale = null;
    this.#db.prepare('UPDATE product SET archived = 1 WHERE generation < ? AND archived = 0').run(generation);
  }

  #insert(id: string, columns: Columns, generation: number, stockMilli: bigint | null): bigint | null {
    return this.#db
      .prepare(
        `INSERT INTO product (version, sku, name_ru, name_uz, price_tiyin, vat_rate_bps, unit, ikpu, package_code,
           archived, codes, words, generation, id, stock_milli)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      )
      .insert(...columns, generation, id, stockMilli);
  }

  /** null = the version held is newer and stays. */
  #update(feed: ProductFeed, columns: Columns, generation: number, stockMilli?: bigint): bigint | null {
    const known = this.#db.prepare('SELECT row, version, codes FROM product WHERE id = ?').get(feed.id);
    assert(known, 'what could not be inserted is there');
    const row = bigOf(known, 'row');
    if (stockMilli !== undefined) this.setStock(feed.id, stockMilli);
    if (intOf(known, 'version') > feed.version) {
      this.#db
        .prepare('UPDATE product SET generation = max(generation, ?) WHERE row = ?')
        .run(generation, row);
      return null;
    }
    this.#db
      .prepare(
        `UPDATE product SET version = ?, sku = ?, name_ru = ?, name_uz = ?, price_tiyin = ?, vat_rate_bps = ?, unit = ?,
           ikpu = ?, package_code = ?, archived = ?, codes = ?, words = ?, generation = max(generation, ?) WHERE row = ?`,
      )
      .run(...columns, generation, row);
    const dropCode = this.#db.prepare('DELETE FROM barcode WHERE code = ? AND product_row = ?');
    for (const code of codesOf(known)) dropCode.run(code, row);
    this.#db.prepare('DELETE FROM product_search WHERE rowid = ?').run(row);
    return row;
  }
}

type Columns = ReturnType<typeof columnsOf>;

function columnsOf(feed: ProductFeed, codes: readonly string[], words: string) {
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
    codes.join(' '),
    words,
  ] as const;
}

/** The feed's word is kept as it came; what this program has no word for is sold by the piece. */
function knownUnit(unit: string): Unit {
  return unit === 'kg' || unit === 'litre' || unit === 'metre' ? unit : 'piece';
}

function codesOf(row: Row): string[] {
  return textOf(row, 'codes')
    .split(' ')
    .filter((code) => code !== '');
}

function searchWords({ name, sku }: ProductFeed): string {
  return [...new Set([foldWords(name.ru), foldWords(name.uz), foldWords(sku)])].join(' ');
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
    unit: knownUnit(textOf(row, 'unit')),
    ikpu: textOrNull(row, 'ikpu'),
    packageCode: textOrNull(row, 'package_code'),
    barcode: codesOf(row)[0] ?? null,
    stockMilli: stock === null ? null : qtyMilli(stock),
  };
}
