import type { Db, Row } from '../db/db.ts';
import { intOf } from '../db/rows.ts';
import type { Clock } from '../ports.ts';
import { TillError } from '../result.ts';

export const PIN_TRIES = 5;
const FIRST_LOCK_MS = 5 * 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;
/** Failures nobody answers for are forgotten after a working day without another. */
const FORGET_MS = 12 * 60 * 60_000;
/** How often that is written down: a till is not to write all day because somebody once mistyped. */
const FORGET_STEP_MS = 60_000;

/** Takes the place of an employee for tries of PINs of colleagues, whoever made them. */
export const LENT_PINS = 'lent-pins';

type Attempts = { failures: number; locks: number; lockLeftMs: number };

/**
 * Five tries, then a lock that doubles each time. Written to disk before the PIN is looked at, so killing the program
 * buys no tries; counted in running time, so neither does setting the clock or pulling the plug.
 */
export class PinLock {
  readonly #db: Db;
  readonly #clock: Clock;
  #countedMs: number;
  #unforgottenMs = 0;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#countedMs = clock.monotonicMs();
  }

  isLocked(employeeId: string): boolean {
    this.tick();
    return this.#find(employeeId).lockLeftMs > 0;
  }

  /** Throws `till/pin-locked` (minutes) while locked; spends nothing. */
  check(employeeId: string): void {
    this.tick();
    const { lockLeftMs } = this.#find(employeeId);
    if (lockLeftMs > 0) throw lockedFor(lockLeftMs);
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

  /** What to tell about a wrong PIN that counted against these. */
  refusal(left: number, ...employeeIds: string[]): TillError {
    if (left > 0) return new TillError('till/pin-wrong', { left });
    return lockedFor(Math.max(...employeeIds.map((id) => this.#find(id).lockLeftMs)));
  }

  /** The PIN was right. */
  forgive(employeeId: string): void {
    this.#db.transaction(() =>
      this.#db.prepare('DELETE FROM pin_attempt WHERE employee_id = ?').run(employeeId),
    );
  }

  /**
   * A lent PIN was right: its own try is given back and no other. Who knows one colleague's PIN must not be able to
   * wash away the tries she made at another's.
   */
  giveBack(): void {
    this.#db.transaction(() => {
      const { failures, locks, lockLeftMs } = this.#find(LENT_PINS);
      const before =
        lockLeftMs > 0
          ? { failures: PIN_TRIES - 1, locks: locks - 1, lockLeftMs: 0 }
          : { failures: Math.max(0, failures - 1), locks, lockLeftMs };
      this.#save(LENT_PINS, before);
    });
  }

  /** Takes the running time since the last call off every lock. Called now and then, so that a restart costs little. */
  tick(): void {
    const nowMs = this.#clock.monotonicMs();
    const elapsedMs = Math.floor(nowMs - this.#countedMs);
    if (elapsedMs <= 0) return;
    this.#countedMs += elapsedMs;
    this.#forget(elapsedMs);
    if (!this.#db.prepare('SELECT 1 FROM pin_attempt WHERE lock_left_ms > 0 LIMIT 1').get()) return;
    this.#db.transaction(() =>
      this.#db
        .prepare('UPDATE pin_attempt SET lock_left_ms = max(0, lock_left_ms - ?) WHERE lock_left_ms > 0')
        .run(elapsedMs),
    );
  }

  #forget(elapsedMs: number): void {
    this.#unforgottenMs += elapsedMs;
    if (this.#unforgottenMs < FORGET_STEP_MS) return;
    const passedMs = this.#unforgottenMs;
    this.#unforgottenMs = 0;
    if (!this.#db.prepare('SELECT 1 FROM pin_attempt WHERE employee_id = ?').get(LENT_PINS)) return;
    this.#db.transaction(() => {
      this.#db
        .prepare('UPDATE pin_attempt SET forget_left_ms = forget_left_ms - ? WHERE employee_id = ?')
        .run(passedMs, LENT_PINS);
      this.#db
        .prepare('DELETE FROM pin_attempt WHERE employee_id = ? AND forget_left_ms <= 0 AND lock_left_ms = 0')
        .run(LENT_PINS);
    });
  }

  #find(employeeId: string): Attempts {
    const row = this.#db.prepare('SELECT * FROM pin_attempt WHERE employee_id = ?').get(employeeId);
    return row ? attemptsOf(row) : { failures: 0, locks: 0, lockLeftMs: 0 };
  }

  #save(employeeId: string, { failures, locks, lockLeftMs }: Attempts): void {
    this.#db
      .prepare(
        `INSERT INTO pin_attempt VALUES (?, ?, ?, ?, ?) ON CONFLICT (employee_id) DO UPDATE SET failures = excluded.failures,
           locks = excluded.locks, lock_left_ms = excluded.lock_left_ms, forget_left_ms = excluded.forget_left_ms`,
      )
      .run(employeeId, failures, locks, lockLeftMs, FORGET_MS);
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
