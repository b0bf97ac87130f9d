import type { ShiftFigures } from '@jowi/contracts/sync/reconcile-v1';
import { assert } from '@jowi/domain/assert';
import { type Tiyin, tiyin } from '@jowi/domain/money';
import type { PaymentKind } from '@jowi/domain/receipt';
import { foldShift, type ShiftEvent, type ShiftTotals } from '@jowi/domain/shift';
import type { Db, Row } from '../db/db.ts';
import { bigOf, intOf, intOrNull, textOf } from '../db/rows.ts';
import { TillError } from '../result.ts';

export type Shift = {
  shiftId: string;
  shiftNumber: number;
  employeeId: string;
  businessDate: string;
  openedAtMs: number;
  floatTiyin: Tiyin;
};

export type ShiftSums = Pick<
  ShiftFigures,
  'receiptCount' | 'totalTiyin' | 'vatTiyin' | 'firstReceiptNumber' | 'lastReceiptNumber'
>;

/** Further back nobody asks: a quarter of a year of working days. */
const STATED_SHIFTS = 100;

export class ShiftStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  findOpen(): Shift | null {
    const row = this.#db
      .prepare(
        `SELECT s.* FROM shift s WHERE NOT EXISTS (SELECT 1 FROM shift_close c WHERE c.shift_id = s.shift_id)
         ORDER BY s.shift_number DESC LIMIT 1`,
      )
      .get();
    return row ? shiftOf(row) : null;
  }

  findLastClosed(): Shift | null {
    const row = this.#db
      .prepare(
        `SELECT s.* FROM shift s JOIN shift_close c ON c.shift_id = s.shift_id ORDER BY s.shift_number DESC LIMIT 1`,
      )
      .get();
    return row ? shiftOf(row) : null;
  }

  /** The newest closed shift whose Z the server has not stated, of the last STATED_SHIFTS. */
  findUnstated(): Shift | null {
    const row = this.#db
      .prepare(
        `SELECT s.* FROM shift s JOIN shift_close c ON c.shift_id = s.shift_id
         LEFT JOIN statement t ON t.shift_id = s.shift_id AND t.closed = 1 AND t.verdict <> 'behind'
         WHERE t.shift_id IS NULL AND s.shift_number > (SELECT max(shift_number) FROM shift) - ?
         ORDER BY s.shift_number DESC LIMIT 1`,
      )
      .get(STATED_SHIFTS);
    return row ? shiftOf(row) : null;
  }

  /** What a claim says of a shift: the fold of its receipts without their payments, and without reading them one by one. */
  figures(shiftId: string): ShiftSums {
    const row = this.#db
      .prepare(
        `SELECT count(*) AS n, coalesce(sum(total_tiyin), 0) AS total, coalesce(sum(vat_tiyin), 0) AS vat,
           min(receipt_number) AS first, max(receipt_number) AS last FROM receipt WHERE shift_id = ?`,
      )
      .get(shiftId);
    assert(row, 'a count is always a row');
    return {
      receiptCount: intOf(row, 'n'),
      totalTiyin: String(bigOf(row, 'total')),
      vatTiyin: String(bigOf(row, 'vat')),
      firstReceiptNumber: intOrNull(row, 'first'),
      lastReceiptNumber: intOrNull(row, 'last'),
    };
  }

  /** Throws `shifts/not-open`. */
  getOpen(): Shift {
    const shift = this.findOpen();
    if (!shift) throw new TillError('shifts/not-open');
    return shift;
  }

  getById(shiftId: string): Shift {
    const row = this.#db.prepare('SELECT * FROM shift WHERE shift_id = ?').get(shiftId);
    assert(row, 'a receipt always has its shift');
    return shiftOf(row);
  }

  insert(shift: Shift): void {
    this.#db
      .prepare('INSERT INTO shift VALUES (?, ?, ?, ?, ?, ?)')
      .run(
        shift.shiftId,
        shift.shiftNumber,
        shift.employeeId,
        shift.businessDate,
        shift.openedAtMs,
        shift.floatTiyin,
      );
    this.moveCash(shift.shiftId, 'float', shift.floatTiyin, null);
  }

  insertClose(close: {
    shiftId: string;
    employeeId: string;
    closedAtMs: number;
    countedTiyin: Tiyin;
    expectedTiyin: Tiyin;
  }): void {
    this.#db
      .prepare('INSERT INTO shift_close VALUES (?, ?, ?, ?, ?)')
      .run(close.shiftId, close.employeeId, close.closedAtMs, close.countedTiyin, close.expectedTiyin);
  }

  /** How the shift was sealed; null = it is open. */
  findClose(shiftId: string): { employeeId: string; closedAtMs: number; countedTiyin: Tiyin } | null {
    const row = this.#db.prepare('SELECT * FROM shift_close WHERE shift_id = ?').get(shiftId);
    if (!row) return null;
    return {
      employeeId: textOf(row, 'employee_id'),
      closedAtMs: intOf(row, 'closed_at_ms'),
      countedTiyin: tiyin(bigOf(row, 'counted_tiyin')),
    };
  }

  moveCash(shiftId: string, kind: 'float' | 'sale', amountTiyin: Tiyin, receiptNumber: number | null): void {
    this.#db
      .prepare('INSERT INTO cash_movement (shift_id, kind, amount_tiyin, receipt_number) VALUES (?, ?, ?, ?)')
      .run(shiftId, kind, amountTiyin, receiptNumber);
  }

  /** What must lie in the drawer by its own movements; always equal to the fold's `expectedCashTiyin`. */
  drawerTiyin(shiftId: string): Tiyin {
    const row = this.#db
      .prepare('SELECT coalesce(sum(amount_tiyin), 0) AS total FROM cash_movement WHERE shift_id = ?')
      .get(shiftId);
    return tiyin(bigOf(row ?? {}, 'total'));
  }

  /** The figures of the X report; with `countedTiyin` those of the Z. One fold for both, the server's too. */
  fold(shift: Shift, countedTiyin: Tiyin | null): ShiftTotals {
    const events: ShiftEvent[] = [
      { type: 'opened', floatTiyin: shift.floatTiyin },
      ...this.#sales(shift.shiftId),
    ];
    if (countedTiyin !== null) events.push({ type: 'closed', countedTiyin });
    return foldShift(events);
  }

  #sales(shiftId: string): ShiftEvent[] {
    return this.#db
      .prepare(
        `SELECT r.receipt_number, r.total_tiyin, r.vat_tiyin, r.discount_tiyin, p.kind, p.amount_tiyin
         FROM receipt r JOIN payment p ON p.receipt_number = r.receipt_number AND p.payment_no = 1
         WHERE r.shift_id = ?`,
      )
      .all(shiftId)
      .map((row) => ({
        type: 'sale',
        receiptNumber: intOf(row, 'receipt_number'),
        totalTiyin: tiyin(bigOf(row, 'total_tiyin')),
        vatTiyin: tiyin(bigOf(row, 'vat_tiyin')),
        discountTiyin: tiyin(bigOf(row, 'discount_tiyin')),
        payments: [
          { kind: textOf(row, 'kind') as PaymentKind, amountTiyin: tiyin(bigOf(row, 'amount_tiyin')) },
        ],
      }));
  }
}

function shiftOf(row: Row): Shift {
  return {
    shiftId: textOf(row, 'shift_id'),
    shiftNumber: intOf(row, 'shift_number'),
    employeeId: textOf(row, 'employee_id'),
    businessDate: textOf(row, 'business_date'),
    openedAtMs: intOf(row, 'opened_at_ms'),
    floatTiyin: tiyin(bigOf(row, 'float_tiyin')),
  };
}
