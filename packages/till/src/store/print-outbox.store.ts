import type { Problem } from '@jowi/contracts/errors';
import type { Db } from '../db/db.ts';
import { intOf, textOf } from '../db/rows.ts';

export type ReceiptPaperKind = 'receipt' | 'fiscal-slip' | 'copy';
export type PrintState = 'new' | 'printing';
export type ReceiptPrintJob = {
  jobId: number;
  state: PrintState;
  kind: ReceiptPaperKind;
  receiptNumber: number;
};
export type ShiftReportPrintJob = { jobId: number; state: PrintState; kind: 'shift-report'; shiftId: string };
export type PrintJob = ReceiptPrintJob | ShiftReportPrintJob;

/** Papers still to be printed. `printing` found means: perhaps on paper already, so it repeats as a copy. */
export class PrintOutboxStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  add(receiptNumber: number, kind: ReceiptPaperKind): void {
    this.#db
      .prepare('INSERT INTO print_outbox (receipt_number, kind) VALUES (?, ?)')
      .run(receiptNumber, kind);
  }

  addShiftReport(shiftId: string): void {
    this.#db.prepare("INSERT INTO print_outbox (shift_id, kind) VALUES (?, 'shift-report')").run(shiftId);
  }

  findNext(): PrintJob | null {
    const row = this.#db
      .prepare("SELECT * FROM print_outbox WHERE state <> 'done' ORDER BY job_id LIMIT 1")
      .get();
    if (!row) return null;
    const job = { jobId: intOf(row, 'job_id'), state: textOf(row, 'state') as PrintState };
    const kind = textOf(row, 'kind') as PrintJob['kind'];
    return kind === 'shift-report'
      ? { ...job, kind, shiftId: textOf(row, 'shift_id') }
      : { ...job, kind, receiptNumber: intOf(row, 'receipt_number') };
  }

  /** Whether the Z of this shift was on paper before, so that the next one is a copy. */
  wasShiftReportPrinted(shiftId: string): boolean {
    return (
      this.#db
        .prepare("SELECT 1 FROM print_outbox WHERE shift_id = ? AND state = 'done' LIMIT 1")
        .get(shiftId) !== undefined
    );
  }

  markPrinting(jobId: number): void {
    this.#db.prepare("UPDATE print_outbox SET state = 'printing' WHERE job_id = ?").run(jobId);
  }

  markDone(jobId: number, withMark: boolean): void {
    this.#db
      .prepare("UPDATE print_outbox SET state = 'done', with_mark = ?, problem = NULL WHERE job_id = ?")
      .run(withMark ? 1 : 0, jobId);
  }

  /** Tried again: as what it was when `new` (certainly not on paper), as a copy when `printing` (perhaps it is). */
  markFailed(jobId: number, state: PrintState, problem: Problem): void {
    this.#db
      .prepare('UPDATE print_outbox SET state = ?, problem = ? WHERE job_id = ?')
      .run(state, JSON.stringify(problem), jobId);
  }

  /** Whether the receipt went out on paper without its mark, so that a slip must follow. */
  wasPrintedWithoutMark(receiptNumber: number): boolean {
    const row = this.#db
      .prepare(
        `SELECT count(*) AS printed, max(with_mark) AS marked FROM print_outbox
         WHERE receipt_number = ? AND kind <> 'fiscal-slip' AND state = 'done'`,
      )
      .get(receiptNumber);
    return row !== undefined && intOf(row, 'printed') > 0 && intOf(row, 'marked') === 0;
  }

  countOpen(): number {
    return intOf(
      this.#db.prepare("SELECT count(*) AS n FROM print_outbox WHERE state <> 'done'").get() ?? {},
      'n',
    );
  }
}
