import type { Problem } from '@jowi/contracts/errors';
import type { Db } from '../db/db.ts';
import { jsonOf } from '../db/rows.ts';

/** Things a person must know; they stay until what caused them is over. */
export class NoticeStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  list(): Problem[] {
    return this.#db
      .prepare('SELECT problem FROM notice ORDER BY code')
      .all()
      .map((row) => jsonOf(row, 'problem') as Problem);
  }

  has(code: Problem['code']): boolean {
    return this.#db.prepare('SELECT 1 FROM notice WHERE code = ?').get(code) !== undefined;
  }

  /** True when it was not there before. */
  raise(problem: Problem): boolean {
    return (
      this.#db
        .prepare('INSERT INTO notice VALUES (?, ?) ON CONFLICT (code) DO NOTHING')
        .run(problem.code, JSON.stringify(problem)) > 0
    );
  }

  clear(code: Problem['code']): boolean {
    return this.#db.prepare('DELETE FROM notice WHERE code = ?').run(code) > 0;
  }

  /**
   * The server takes what we send: whatever it refused before is over. That this disk was copied is not, nor that what was
   * said in its name was not believed, nor that goods are sold in a unit unknown here.
   */
  clearRefusals(): void {
    this.#db
      .prepare(
        `DELETE FROM notice
         WHERE code NOT IN ('till/copied', 'till/statement-forged', 'till/statement-stray', 'till/unit-unknown')`,
      )
      .run();
  }
}
