import { type SaleV1, zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { Db, Row } from '../db/db.ts';
import { bigOf, intOf, jsonOf, textOf } from '../db/rows.ts';
import type { Journal } from '../journal/journal.ts';
import { TillError } from '../result.ts';
import type { FiscalMarkView, ReceiptSummaryView } from '../views.ts';
import { UnseenSales } from './unseen-sales.ts';

/** A receipt's own row beside its journal entry: what lists, shifts and stock ask for. */
export type ReceiptRef = {
  receiptNumber: number;
  receiptId: string;
  shiftId: string;
  epoch: number;
  seq: number;
};

const SUMMARY = `SELECT r.*, f.state AS fiscal_state, f.mark,
    (SELECT CASE WHEN count(*) = 0 THEN 'done' WHEN max(problem IS NOT NULL) THEN 'trouble' ELSE 'pending' END
     FROM print_outbox p WHERE p.receipt_number = r.receipt_number AND p.state <> 'done') AS printed
  FROM receipt r JOIN fiscal_outbox f ON f.receipt_number = r.receipt_number`;

export class ReceiptStore {
  readonly #db: Db;
  readonly #journal: Journal;
  readonly #unseen: UnseenSales;

  constructor(db: Db, journal: Journal) {
    this.#db = db;
    this.#journal = journal;
    this.#unseen = new UnseenSales(db);
  }

  /** Part of the sale's transaction: the receipt with its lines and its payments. */
  insert(sale: SaleV1, at: { epoch: number; seq: number }): void {
    const { receiptNumber } = sale;
    this.#db
      .prepare('INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        receiptNumber,
        sale.receiptId,
        sale.shiftId,
        at.epoch,
        at.seq,
        sale.occurredAtMs,
        sale.lines.length,
        BigInt(sale.discountTiyin),
        BigInt(sale.totalTiyin),
        BigInt(sale.vatTiyin),
      );
    const addLine = this.#db.prepare('INSERT INTO receipt_line VALUES (?, ?, ?, ?, ?)');
    for (const [i, line] of sale.lines.entries()) {
      addLine.run(receiptNumber, i + 1, line.productId, BigInt(line.qtyMilli), BigInt(line.netTiyin));
    }
    const addPayment = this.#db.prepare('INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?)');
    for (const [i, payment] of sale.payments.entries()) {
      const { kind, amountTiyin, tenderedTiyin, changeTiyin } = payment;
      addPayment.run(
        receiptNumber,
        i + 1,
        kind,
        BigInt(amountTiyin),
        BigInt(tenderedTiyin),
        BigInt(changeTiyin),
      );
    }
  }

  /** Newest first. */
  list(limit: number): ReceiptSummaryView[] {
    return this.#db.prepare(`${SUMMARY} ORDER BY r.receipt_number DESC LIMIT ?`).all(limit).map(summaryOf);
  }

  /** Throws `sales/receipt-not-found`. */
  getById(receiptId: string): { ref: ReceiptRef; summary: ReceiptSummaryView; mark: FiscalMarkView | null } {
    const row = this.#db.prepare(`${SUMMARY} WHERE r.receipt_id = ?`).get(receiptId);
    if (!row) throw new TillError('sales/receipt-not-found');
    return { ref: refOf(row), summary: summaryOf(row), mark: markOf(row) };
  }

  getByNumber(receiptNumber: number): { ref: ReceiptRef; mark: FiscalMarkView | null } {
    const row = this.#db.prepare(`${SUMMARY} WHERE r.receipt_number = ?`).get(receiptNumber);
    if (!row) throw new TillError('sales/receipt-not-found');
    return { ref: refOf(row), mark: markOf(row) };
  }

  /** The sale as it was journaled: the one source of every figure shown or printed later. */
  getSale({ epoch, seq }: ReceiptRef): SaleV1 {
    const parsed = zSaleV1.safeParse(this.#journal.getPayload(epoch, seq));
    if (!parsed.success) throw new TillError('till/disk-error', { table: 'journal' }, parsed.error);
    return parsed.data;
  }

  /**
   * Sales the server has not acknowledged: everything from the oldest on, for it is sent in order. Where that is more than is to be
   * sent at all (of a server that has lost something, ends and strays go out again) they are counted one by one.
   */
  findUnsent(): { count: number; oldestAtMs: number | null } {
    const oldest = this.#db
      .prepare(
        `SELECT r.epoch, r.seq, r.occurred_at_ms FROM sync_outbox o JOIN receipt r ON r.epoch = o.epoch AND r.seq = o.seq
         WHERE o.status = 'new' ORDER BY o.epoch, o.seq LIMIT 1`,
      )
      .get();
    if (!oldest) return { count: 0, oldestAtMs: null };
    const rest = this.#db
      .prepare('SELECT count(*) AS n FROM receipt WHERE (epoch, seq) >= (?, ?)')
      .get(intOf(oldest, 'epoch'), intOf(oldest, 'seq'));
    const fromOldest = intOf(rest ?? {}, 'n');
    const count = fromOldest > this.#journal.countUnsent() ? this.#countUnsentSales() : fromOldest;
    return { count, oldestAtMs: intOf(oldest, 'occurred_at_ms') };
  }

  #countUnsentSales(): number {
    const row = this.#db
      .prepare(
        `SELECT count(*) AS n FROM sync_outbox o JOIN receipt r ON r.epoch = o.epoch AND r.seq = o.seq WHERE o.status = 'new'`,
      )
      .get();
    return intOf(row ?? {}, 'n');
  }

  /** Sold here, but not yet in the server's stock figures: per product, everything journaled after its `head`. */
  soldAfter(head: { epoch: number; seq: number }): ReadonlyMap<string, bigint> {
    return this.#unseen.after(head);
  }
}

function refOf(row: Row): ReceiptRef {
  return {
    receiptNumber: intOf(row, 'receipt_number'),
    receiptId: textOf(row, 'receipt_id'),
    shiftId: textOf(row, 'shift_id'),
    epoch: intOf(row, 'epoch'),
    seq: intOf(row, 'seq'),
  };
}

function markOf(row: Row): FiscalMarkView | null {
  return row.mark === null ? null : (jsonOf(row, 'mark') as FiscalMarkView);
}

function summaryOf(row: Row): ReceiptSummaryView {
  const state = textOf(row, 'fiscal_state');
  return {
    receiptId: textOf(row, 'receipt_id'),
    receiptNumber: intOf(row, 'receipt_number'),
    occurredAtMs: intOf(row, 'occurred_at_ms'),
    totalTiyin: String(bigOf(row, 'total_tiyin')),
    lineCount: intOf(row, 'line_count'),
    fiscal: state === 'done' ? 'done' : state === 'refused' || state === 'unknown' ? 'refused' : 'pending',
    printed: textOf(row, 'printed') as ReceiptSummaryView['printed'],
  };
}
