import type { Clock } from '../ports.ts';

/** The offset is written down only when it moved this far: it is for 120-second assertions, not for physics. */
const WORTH_SAVING_MS = 2_000;

/**
 * The best idea of the real time: the server's, carried on by the running clock since it last spoke; before that the
 * machine's own clock with the offset known from last time. So a till ten years off still sells under the right date
 * and still proves itself to the server. Nothing is ever ordered by it.
 */
export class TrustedClock {
  readonly #clock: Clock;
  readonly #save: (offsetMs: number) => void;
  #offsetMs: number;
  #heard: { serverTimeMs: number; atMonotonicMs: number } | null = null;

  constructor(clock: Clock, offsetMs: number, save: (offsetMs: number) => void) {
    this.#clock = clock;
    this.#offsetMs = offsetMs;
    this.#save = save;
  }

  now(): number {
    if (!this.#heard) return Math.max(0, Math.floor(this.#clock.now() + this.#offsetMs));
    return Math.floor(this.#heard.serverTimeMs + this.#clock.monotonicMs() - this.#heard.atMonotonicMs);
  }

  /** Every answer of the server carries its time. */
  learn(serverTimeMs: number): void {
    this.#heard = { serverTimeMs, atMonotonicMs: this.#clock.monotonicMs() };
    const offsetMs = Math.round(serverTimeMs - this.#clock.now());
    if (Math.abs(offsetMs - this.#offsetMs) < WORTH_SAVING_MS) return;
    this.#offsetMs = offsetMs;
    this.#save(offsetMs);
  }
}
