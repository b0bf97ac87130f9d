import type { Problem } from '@jowi/contracts/errors';
import type { Db } from '../db/db.ts';
import { intOf, textOf } from '../db/rows.ts';

export type PrintKind = 'receipt' | 'fiscal-slip' | 'copy';
export type PrintJob = { jobId: number; receiptNumber: number; kind: PrintKind; state: 'new' | 'printing' };

/** Papers still to be printed. `printing` found means: perhaps on paper already, so it repeats as a copy. */
export class PrintOutboxStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  add(receiptNumber: number, kind: PrintKind): void {
    this.#db
      .prepare('INSERT INTO print_outbox (receipt_number, kind) VALUES (?, ?)')
      .run(receiptNumber, kind);
  }

  findNext(): PrintJob | null {
    const row = this.#db
      .prepare("SELECT * FROM print_outbox WHERE state <> 'done' ORDER BY job_id LIMIT 1")
      .get();
    if (!row) return null;
    return {
      jobId: intOf(row, 'job_id'),
      receiptNumber: intOf(row, 'receipt_number'),
      kind: textOf(row, 'kind') as PrintKind,
      state: textOf(row, 'state') as PrintJob['state'],
    };
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
  markFailed(jobId: number, state: PrintJob['state'], problem: Problem): void {
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
