import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '@jowi/till/db/migrations/all';

/** What the engine wrote of one sale; K2 writes the same rows, with other keys. */
export interface SaleRows {
  readonly payload: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly qtyMilli: number;
    readonly netTiyin: number;
  }[];
  readonly cartLines: readonly string[];
}

/**
 * K2: SQLite itself. The till's own tables, settings and rows in one transaction, with figures made beforehand:
 * no pricing, no parsing, no hash, no signature.
 */
export class RawSales implements Disposable {
  readonly #db: DatabaseSync;
  readonly #sell: (number: number) => void;
  readonly #fillCart: () => void;
  #number = 0;

  constructor(path: string, productIds: readonly string[], rows: SaleRows) {
    this.#db = new DatabaseSync(path);
    for (const pragma of [
      'locking_mode = EXCLUSIVE',
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
      'temp_store = MEMORY',
      'cache_size = -32000',
      'wal_autocheckpoint = 4000',
    ]) {
      this.#db.exec(`PRAGMA ${pragma}`);
    }
    for (const { sql } of MIGRATIONS) this.#db.exec(sql);
    this.#db.exec(`BEGIN; INSERT INTO counter VALUES ('receipt', 0);
      INSERT INTO shift VALUES ('shift', 1, 'employee', '2026-11-23', 0, 0);`);
    const product = this.#db.prepare(
      `INSERT INTO product (id, version, sku, name_ru, name_uz, price_tiyin, unit, archived, stock_milli, generation, words, codes)
       VALUES (?, 1, ?, 'Молоко', 'Sut', 100000, 'piece', 0, 1000000, 1, '', '')`,
    );
    for (const id of productIds) product.run(id, id);
    this.#db.exec('COMMIT');
    this.#fillCart = this.#prepareCart(rows);
    this.#sell = this.#prepareSale(rows);
  }

  /** Milliseconds from BEGIN to the end of COMMIT. */
  sell(): number {
    this.#fillCart();
    const number = ++this.#number;
    const started = performance.now();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#sell(number);
    this.#db.exec('COMMIT');
    return performance.now() - started;
  }

  /** As the till does when nobody waits. */
  checkpoint(): void {
    this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }

  #prepareCart({ cartLines }: SaleRows): () => void {
    const line = this.#db.prepare('INSERT INTO cart_line VALUES (?, ?, ?)');
    return () => {
      this.#db.exec('PRAGMA synchronous = NORMAL; BEGIN');
      for (const [i, text] of cartLines.entries()) line.run(i, `line-${i}`, text);
      this.#db.exec('COMMIT; PRAGMA synchronous = FULL');
    };
  }

  #prepareSale({ payload, lines }: SaleRows): (number: number) => void {
    const prepare = (sql: string) => this.#db.prepare(sql);
    const count = prepare(`UPDATE counter SET value = value + 1 WHERE name = 'receipt'`);
    const journal = prepare('INSERT INTO journal VALUES (1, ?, ?, ?, ?, ?, ?)');
    const outbox = prepare('INSERT INTO sync_outbox (epoch, seq) VALUES (1, ?)');
    const receipt = prepare('INSERT INTO receipt VALUES (?, ?, ?, 1, ?, ?, ?, 0, ?, ?)');
    const receiptLine = prepare('INSERT INTO receipt_line VALUES (?, ?, ?, ?, ?)');
    const payment = prepare(`INSERT INTO payment VALUES (?, 1, 'cash', ?, ?, 0)`);
    const stock = prepare('UPDATE product SET stock_milli = stock_milli - ? WHERE id = ?');
    const cash = prepare(
      `INSERT INTO cash_movement (shift_id, kind, amount_tiyin, receipt_number) VALUES ('shift', 'sale', ?, ?)`,
    );
    const fiscal = prepare('INSERT INTO fiscal_outbox (receipt_number) VALUES (?)');
    const print = prepare(`INSERT INTO print_outbox (receipt_number, kind) VALUES (?, 'receipt')`);
    const clearLines = prepare('DELETE FROM cart_line');
    const clearCart = prepare('UPDATE cart SET receipt_discount = NULL');
    const [hash, signature] = ['a'.repeat(64), 'b'.repeat(86)];
    const total = lines.reduce((sum, line) => sum + line.netTiyin, 0);
    return (number) => {
      count.run();
      journal.run(number, 'SaleV1', payload, hash, hash, signature);
      outbox.run(number);
      receipt.run(number, `receipt-${number}`, 'shift', number, Date.now(), lines.length, total, 0);
      for (const [i, { productId, qtyMilli, netTiyin }] of lines.entries()) {
        receiptLine.run(number, i + 1, productId, qtyMilli, netTiyin);
        stock.run(qtyMilli, productId);
      }
      payment.run(number, total, total);
      cash.run(total, number);
      fiscal.run(number);
      print.run(number);
      clearLines.run();
      clearCart.run();
    };
  }
}
