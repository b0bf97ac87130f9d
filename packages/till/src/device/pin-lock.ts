import type { Db, Row } from '../db/db.ts';
import { intOf } from '../db/rows.ts';
import type { Clock } from '../ports.ts';
import { TillError } from '../result.ts';

export const PIN_TRIES = 5;
const FIRST_LOCK_MS = 5 * 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;

type Attempts = { failures: number; locks: number; lockLeftMs: number };

/**
 * Five tries, then a lock that doubles each time. Written to disk before the PIN is looked at, so killing the program
 * buys no tries; counted in running time, so neither does setting the clock or pulling the plug.
 */
export class PinLock {
  readonly #db: Db;
  readonly #clock: Clock;
  #countedMs: number;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#countedMs = clock.monotonicMs();
  }

  /**
   * Spends a try. Throws `till/pin-locked` (minutes) while locked; otherwise returns how many are left should
   * this one be wrong (0 = it locks).
   */
  spend(employeeId: string): number {
    this.tick();
    return this.#db.transaction(() => {
      const { failures, locks, lockLeftMs } = this.#find(employeeId);
      if (lockLeftMs > 0) throw lockedFor(lockLeftMs);
      const left = PIN_TRIES - failures - 1;
      const locked = { failures: 0, locks: locks + 1, lockLeftMs: lockLength(locks) };
      this.#save(employeeId, left > 0 ? { failures: failures + 1, locks, lockLeftMs: 0 } : locked);
      return left;
    });
  }

  /** What to tell about a wrong PIN. */
  refusal(employeeId: string, left: number): TillError {
    return left > 0
      ? new TillError('till/pin-wrong', { left })
      : lockedFor(this.#find(employeeId).lockLeftMs);
  }

  /** The PIN was right. */
  forgive(employeeId: string): void {
    this.#db.transaction(() =>
      this.#db.prepare('DELETE FROM pin_attempt WHERE employee_id = ?').run(employeeId),
    );
  }

  /** Takes the running time since the last call off every lock. Called now and then, so that a restart costs little. */
  tick(): void {
    const nowMs = this.#clock.monotonicMs();
    const elapsedMs = Math.floor(nowMs - this.#countedMs);
    if (elapsedMs <= 0) return;
    this.#countedMs += elapsedMs;
    if (!this.#db.prepare('SELECT 1 FROM pin_attempt WHERE lock_left_ms > 0 LIMIT 1').get()) return;
    this.#db.transaction(() =>
      this.#db
        .prepare('UPDATE pin_attempt SET lock_left_ms = max(0, lock_left_ms - ?) WHERE lock_left_ms > 0')
        .run(elapsedMs),
    );
  }

  #find(employeeId: string): Attempts {
    const row = this.#db.prepare('SELECT * FROM pin_attempt WHERE employee_id = ?').get(employeeId);
    return row ? attemptsOf(row) : { failures: 0, locks: 0, lockLeftMs: 0 };
  }

  #save(employeeId: string, { failures, locks, lockLeftMs }: Attempts): void {
    this.#db
      .prepare(
        `INSERT INTO pin_attempt VALUES (?, ?, ?, ?) ON CONFLICT (employee_id) DO UPDATE SET
           failures = excluded.failures, locks = excluded.locks, lock_left_ms = excluded.lock_left_ms`,
      )
      .run(employeeId, failures, locks, lockLeftMs);
  }
}

function attemptsOf(row: Row): Attempts {
  return {
    failures: intOf(row, 'failures'),
    locks: intOf(row, 'locks'),
    lockLeftMs: intOf(row, 'lock_left_ms'),
  };
}

function lockLength(locksBefore: number): number {
  return Math.min(FIRST_LOCK_MS * 2 ** Math.min(locksBefore, 10), LONGEST_LOCK_MS);
}

function lockedFor(leftMs: number): TillError {
  return new TillError('till/pin-locked', { minutes: Math.max(1, Math.ceil(leftMs / 60_000)) });
}
