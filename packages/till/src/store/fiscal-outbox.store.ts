import type { Problem } from '@jowi/contracts/errors';
import type { Db, Row } from '../db/db.ts';
import { intOf, jsonOf, textOf, textOrNull } from '../db/rows.ts';
import type { FiscalMarkView } from '../views.ts';

export type FiscalJob = { receiptNumber: number; state: 'new' | 'sending'; token: string | null };

/** Receipts on their way to the fiscal module. `sending` means: perhaps there already, ask before repeating. */
export class FiscalOutboxStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  add(receiptNumber: number): void {
    this.#db.prepare('INSERT INTO fiscal_outbox (receipt_number) VALUES (?)').run(receiptNumber);
  }

  /** The oldest one still open. */
  findNext(): FiscalJob | null {
    const row = this.#db
      .prepare(
        "SELECT * FROM fiscal_outbox WHERE state IN ('new', 'sending') ORDER BY receipt_number LIMIT 1",
      )
      .get();
    return row ? jobOf(row) : null;
  }

  markSending(receiptNumber: number, token: string): void {
    this.#set(receiptNumber, "state = 'sending', token = ?, problem = NULL", token);
  }

  markDone(receiptNumber: number, mark: FiscalMarkView): void {
    this.#set(receiptNumber, "state = 'done', mark = ?, problem = NULL", JSON.stringify(mark));
  }

  /** Certainly not registered, to be tried again later from the start. */
  markNew(receiptNumber: number, problem: Problem): void {
    this.#set(receiptNumber, "state = 'new', token = NULL, problem = ?", JSON.stringify(problem));
  }

  /** Not known; asked again later with the same token. */
  noteProblem(receiptNumber: number, problem: Problem): void {
    this.#set(receiptNumber, 'problem = ?', JSON.stringify(problem));
  }

  /** Set aside for a person; those behind it go on. */
  markStuck(receiptNumber: number, state: 'refused' | 'unknown', problem: Problem): void {
    this.#set(receiptNumber, `state = '${state}', problem = ?`, JSON.stringify(problem));
  }

  /** The newest receipt that waits and was never sent; 0 = there is none. */
  lastNew(): number {
    const row = this.#db
      .prepare("SELECT max(receipt_number) AS last FROM fiscal_outbox WHERE state = 'new'")
      .get();
    return row?.last == null ? 0 : intOf(row, 'last');
  }

  /** Sets aside for a person all that wait, were never sent, and are not newer than this. */
  markAllStuck(upToReceiptNumber: number, problem: Problem): void {
    this.#db
      .prepare(
        "UPDATE fiscal_outbox SET state = 'unknown', problem = ? WHERE state = 'new' AND receipt_number <= ?",
      )
      .run(JSON.stringify(problem), upToReceiptNumber);
  }

  countOpen(): number {
    return this.#count("state IN ('new', 'sending')");
  }

  /** The first that a person must look at. */
  findStuck(): { count: number; problem: Problem } | null {
    const row = this.#db
      .prepare(
        "SELECT problem FROM fiscal_outbox WHERE state IN ('refused', 'unknown') ORDER BY receipt_number LIMIT 1",
      )
      .get();
    if (!row) return null;
    return {
      count: this.#count("state IN ('refused', 'unknown')"),
      problem: jsonOf(row, 'problem') as Problem,
    };
  }

  isDone(receiptNumber: number): boolean {
    return this.#stateOf(receiptNumber) === 'done';
  }

  /** Still on its way: a mark may yet come by itself. */
  isOpen(receiptNumber: number): boolean {
    const state = this.#stateOf(receiptNumber);
    return state === 'new' || state === 'sending';
  }

  #stateOf(receiptNumber: number): string | null {
    const row = this.#db
      .prepare('SELECT state FROM fiscal_outbox WHERE receipt_number = ?')
      .get(receiptNumber);
    return row ? textOf(row, 'state') : null;
  }

  #count(where: string): number {
    return intOf(this.#db.prepare(`SELECT count(*) AS n FROM fiscal_outbox WHERE ${where}`).get() ?? {}, 'n');
  }

  #set(receiptNumber: number, assignment: string, value: string): void {
    this.#db
      .prepare(`UPDATE fiscal_outbox SET ${assignment} WHERE receipt_number = ?`)
      .run(value, receiptNumber);
  }
}

function jobOf(row: Row): FiscalJob {
  return {
    receiptNumber: intOf(row, 'receipt_number'),
    state: textOf(row, 'state') as FiscalJob['state'],
    token: textOrNull(row, 'token'),
  };
}
