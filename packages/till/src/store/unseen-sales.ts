import type { Db } from '../db/db.ts';
import { bigOf, intOf, textOf } from '../db/rows.ts';

type Head = { readonly epoch: number; readonly seq: number };

/**
 * Sold here, but not yet in the server's stock figures, per product. Kept from one question to the next and moved along
 * with the server's head: a till with ten thousand sales to send is asked several times a second while it sends them.
 */
export class UnseenSales {
  readonly #db: Db;
  #head: Head | null = null;
  #lastReceipt = 0;
  #byProduct = new Map<string, bigint>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Everything journaled after `head`. Good until the next call. */
  after(head: Head): ReadonlyMap<string, bigint> {
    const last = this.#findLastReceipt();
    const known = this.#head;
    const goesOn = known?.epoch === head.epoch && head.seq >= known.seq && last >= this.#lastReceipt;
    if (known && goesOn) {
      if (head.seq > known.seq) this.#move(known, head);
    } else {
      this.#byProduct = new Map();
      this.#lastReceipt = 0;
    }
    if (last > this.#lastReceipt) this.#add(head);
    this.#head = { epoch: head.epoch, seq: head.seq };
    this.#lastReceipt = last;
    return this.#byProduct;
  }

  #findLastReceipt(): number {
    const row = this.#db.prepare('SELECT coalesce(max(receipt_number), 0) AS last FROM receipt').get();
    return intOf(row ?? {}, 'last');
  }

  /** The server has seen these meanwhile. */
  #move(from: Head, to: Head): void {
    const seen = this.#db
      .prepare(
        `SELECT l.product_id, sum(l.qty_milli) AS qty FROM receipt r JOIN receipt_line l USING (receipt_number)
         WHERE r.epoch = ? AND r.seq > ? AND r.seq <= ? AND r.receipt_number <= ? GROUP BY l.product_id`,
      )
      .all(from.epoch, from.seq, to.seq, this.#lastReceipt);
    for (const row of seen) {
      const product = textOf(row, 'product_id');
      const left = (this.#byProduct.get(product) ?? 0n) - bigOf(row, 'qty');
      if (left === 0n) this.#byProduct.delete(product);
      else this.#byProduct.set(product, left);
    }
  }

  /** These were sold meanwhile. */
  #add(head: Head): void {
    const sold = this.#db
      .prepare(
        `SELECT l.product_id, sum(l.qty_milli) AS qty FROM receipt r JOIN receipt_line l USING (receipt_number)
         WHERE r.receipt_number > ? AND (r.epoch, r.seq) > (?, ?) GROUP BY l.product_id`,
      )
      .all(this.#lastReceipt, head.epoch, head.seq);
    for (const row of sold) {
      const product = textOf(row, 'product_id');
      this.#byProduct.set(product, (this.#byProduct.get(product) ?? 0n) + bigOf(row, 'qty'));
    }
  }
}
