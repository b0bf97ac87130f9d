import type { Db } from '../db/db.ts';
import { bigOf } from '../db/rows.ts';
import type { CatalogueStore, Product } from './catalogue.store.ts';

/** Taste changes with the season: only what was sold lately says what is sold often. */
const LATELY_RECEIPTS = 500;

/**
 * What the till offers before a word is typed: goods sold most in the last receipts, then goods by weight, which
 * have no code to scan, then the beginning of the catalogue, so that a new till is not empty.
 */
export function quickProducts(db: Db, catalogue: CatalogueStore, limit: number): Product[] {
  const soldMost = db
    .prepare(
      `SELECT p.row, count(*) AS times FROM receipt_line l JOIN product p ON p.id = l.product_id AND p.archived = 0
       WHERE l.receipt_number > (SELECT ifnull(max(receipt_number), 0) - ? FROM receipt)
       GROUP BY p.row ORDER BY times DESC, p.row LIMIT ?`,
    )
    .all(LATELY_RECEIPTS, limit);
  const byWeight = db
    .prepare("SELECT row FROM product WHERE archived = 0 AND unit <> 'piece' ORDER BY row LIMIT ?")
    .all(limit);
  const first = db.prepare('SELECT row FROM product WHERE archived = 0 ORDER BY row LIMIT ?').all(limit);
  const rows = new Set([...soldMost, ...byWeight, ...first].map((row) => bigOf(row, 'row')));
  return [...rows]
    .slice(0, limit)
    .map((row) => catalogue.findByRow(row))
    .filter((product) => product !== null);
}
