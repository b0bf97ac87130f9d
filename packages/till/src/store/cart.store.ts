import { zSaleLineV1 } from '@jowi/contracts/sync/sale-v1';
import { parseTiyin } from '@jowi/domain/money';
import type { Discount, SaleLineInput } from '@jowi/domain/pricing';
import { parseQtyMilli } from '@jowi/domain/quantity';
import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { jsonOf, textOrNull } from '../db/rows.ts';
import { discountView, parseDiscount } from '../discount.ts';
import { TillError } from '../result.ts';
import type { Name, Unit } from '../views.ts';
import { type CartApproval, CartApprovals } from './cart-approvals.ts';

/** A line as it was when the product was added: a price changed meanwhile does not touch a sale being made. */
export type CartLine = SaleLineInput & {
  lineId: string;
  name: Name;
  barcode: string | null;
  unit: Unit;
  ikpu: string | null;
  packageCode: string | null;
  productVersion: number;
  discount: Discount | null;
};

export type Cart = { lines: readonly CartLine[]; receiptDiscount: Discount | null };

const zStoredLine = zSaleLineV1
  .pick({
    lineId: true,
    productId: true,
    barcode: true,
    name: true,
    ikpu: true,
    packageCode: true,
    qtyMilli: true,
    unitPriceTiyin: true,
    vatRateBps: true,
    productVersion: true,
    discount: true,
  })
  .extend({ unit: z.enum(['piece', 'kg', 'litre', 'metre']) });

const EMPTY: Cart = { lines: [], receiptDiscount: null };
const all = () => true;

/**
 * The sale being made, in memory and on disk: it survives a killed program. Read from disk once, at the start;
 * every change is written before it is believed.
 */
export class CartStore {
  readonly approvals: CartApprovals;
  readonly #db: Db;
  readonly #newId: () => string;
  #cart: Cart;
  #id: string | null;

  constructor(db: Db, newId: () => string) {
    this.#db = db;
    this.#newId = newId;
    this.#cart = load(db);
    this.#id = textOrNull(db.prepare('SELECT cart_id FROM cart').get() ?? {}, 'cart_id');
    this.approvals = new CartApprovals(db);
  }

  get current(): Cart {
    return this.#cart;
  }

  /** Names the cart from its first line, or from the first thing asked for it, to its payment or its end. */
  get id(): string | null {
    return this.#id;
  }

  /**
   * Replaces the cart; only lines that differ are written. With its last line it ends, and whatever was allowed for it;
   * `isSpent` says what else has had its day.
   */
  replace(next: Cart, isSpent: (approval: CartApproval) => boolean = () => false): void {
    const ends = next.lines.length === 0;
    const spent = ends ? all : isSpent;
    const id = ends ? null : (this.#id ?? this.#newId());
    this.#db.draft(() => {
      this.#write(next);
      this.#name(id);
      this.approvals.deleteInTransaction(spent);
    });
    this.#cart = next;
    this.#id = id;
    this.approvals.forget(spent);
  }

  /** The id, given now if there is none yet. */
  ensureId(): string {
    const id = this.#id ?? this.#newId();
    if (id !== this.#id) this.#db.draft(() => this.#name(id));
    this.#id = id;
    return id;
  }

  /** Empties it on disk as part of the sale's transaction; `forget` follows once that has succeeded. */
  clearInTransaction(): void {
    this.#db.prepare('DELETE FROM cart_line').run();
    this.#db.prepare('UPDATE cart SET receipt_discount = NULL, cart_id = NULL').run();
    this.approvals.deleteInTransaction(all);
  }

  forget(): void {
    this.#cart = EMPTY;
    this.#id = null;
    this.approvals.forget(all);
  }

  #name(id: string | null): void {
    if (id !== this.#id) this.#db.prepare('UPDATE cart SET cart_id = ?').run(id);
  }

  /** Everything from the first difference on is written anew: usually that is the one line just scanned. */
  #write(next: Cart): void {
    const before = this.#cart.lines;
    let same = 0;
    while (same < next.lines.length && next.lines[same] === before[same]) same++;
    this.#db.prepare('DELETE FROM cart_line WHERE position >= ?').run(same);
    const put = this.#db.prepare('INSERT INTO cart_line VALUES (?, ?, ?)');
    for (let i = same; i < next.lines.length; i++) {
      const line = next.lines[i]!;
      put.run(i, line.lineId, JSON.stringify(storedLine(line)));
    }
    if (next.receiptDiscount !== this.#cart.receiptDiscount) {
      const discount = discountView(next.receiptDiscount);
      this.#db.prepare('UPDATE cart SET receipt_discount = ?').run(discount && JSON.stringify(discount));
    }
  }
}

function storedLine(line: CartLine) {
  return {
    lineId: line.lineId,
    productId: line.productId,
    barcode: line.barcode,
    name: line.name,
    unit: line.unit,
    ikpu: line.ikpu,
    packageCode: line.packageCode,
    qtyMilli: String(line.qtyMilli),
    unitPriceTiyin: String(line.unitPriceTiyin),
    vatRateBps: line.vatRateBps,
    productVersion: line.productVersion,
    discount: discountView(line.discount),
  };
}

function load(db: Db): Cart {
  const lines = db
    .prepare('SELECT line FROM cart_line ORDER BY position')
    .all()
    .map((row) => lineOf(jsonOf(row, 'line')));
  const stored = db.prepare('SELECT receipt_discount FROM cart').get();
  const discount = stored?.receipt_discount == null ? null : jsonOf(stored, 'receipt_discount');
  const receiptDiscount = zSaleLineV1.shape.discount.parse(discount);
  return { lines, receiptDiscount: parseDiscount(receiptDiscount) };
}

function lineOf(stored: unknown): CartLine {
  const parsed = zStoredLine.safeParse(stored);
  if (!parsed.success) throw new TillError('till/disk-error', { table: 'cart_line' }, parsed.error);
  const { lineId, productId, barcode, name, unit, ikpu, packageCode, vatRateBps, productVersion } =
    parsed.data;
  return {
    lineId,
    productId,
    barcode,
    name,
    unit,
    ikpu,
    packageCode,
    vatRateBps,
    productVersion,
    qtyMilli: parseQtyMilli(parsed.data.qtyMilli),
    unitPriceTiyin: parseTiyin(parsed.data.unitPriceTiyin),
    discount: parseDiscount(parsed.data.discount),
  };
}
