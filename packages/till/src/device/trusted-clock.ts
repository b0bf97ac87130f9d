import type { Clock } from '../ports.ts';

/** The offset is written down only when it moved this far: it is for 120-second assertions, not for physics. */
const WORTH_SAVING_MS = 2_000;

/** What can be the time at all. Beyond it a receipt would fit neither its schema nor the fiscal module. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/**
 * The running clock of some machines stands still while they sleep. As much as this, and a wall clock that is ahead
 * means a sleep (a night, a long holiday); more, and somebody has set it.
 */
const LONGEST_SLEEP_MS = 10 * 24 * 3_600_000;

/**
 * The best idea of the real time: the server's, carried on by the running clock since it last spoke; before that the
 * machine's own clock with the offset known from last time. So a till ten years off still sells under the right date
 * and still proves itself to the server. Nothing is ever ordered by it.
 */
export class TrustedClock {
  readonly #clock: Clock;
  readonly #save: (offsetMs: number) => void;
  #offsetMs: number;
  #heard: { serverTimeMs: number; atMonotonicMs: number; atWallMs: number } | null = null;

  constructor(clock: Clock, offsetMs: number, save: (offsetMs: number) => void) {
    this.#clock = clock;
    this.#offsetMs = offsetMs;
    this.#save = save;
  }

  now(): number {
    if (!this.#heard) return Math.max(0, Math.floor(this.#clock.now() + this.#offsetMs));
    const { serverTimeMs, atMonotonicMs, atWallMs } = this.#heard;
    const ranMs = this.#clock.monotonicMs() - atMonotonicMs;
    const sleptMs = this.#clock.now() - atWallMs - ranMs;
    const slept = sleptMs > WORTH_SAVING_MS && sleptMs <= LONGEST_SLEEP_MS;
    return Math.floor(serverTimeMs + ranMs + (slept ? sleptMs : 0));
  }

  /** Every answer of the server carries its time. What cannot be a time is not taken for one. */
  learn(serverTimeMs: number): void {
    if (!(serverTimeMs >= EARLIEST_MS && serverTimeMs < LATEST_MS)) return;
    const atWallMs = this.#clock.now();
    this.#heard = { serverTimeMs, atMonotonicMs: this.#clock.monotonicMs(), atWallMs };
    const offsetMs = Math.round(serverTimeMs - atWallMs);
    if (Math.abs(offsetMs - this.#offsetMs) < WORTH_SAVING_MS) return;
    this.#offsetMs = offsetMs;
    this.#save(offsetMs);
  }
}
