import { ProblemError } from '../errors/problem-error.ts';

const WINDOW_MS = 10_000;
/** More keys than this are not counted until the window ends: a flood from that many places is nobody's own. */
const MAX_KEYS = 200_000;

/**
 * How often each key came in the current ten seconds, in the memory of this server: nothing is awaited and nothing is
 * asked, so that it can stand before every request. With several servers each allows the number.
 */
export class WindowCounter {
  readonly #hits = new Map<string, number>();
  #endsAtMs = 0;

  constructor(private readonly max: number) {}

  /** @throws ProblemError common/too-many-requests with Retry-After */
  count(key: string, nowMs: number): void {
    // Also when the clock was put back.
    if (nowMs >= this.#endsAtMs || nowMs < this.#endsAtMs - WINDOW_MS) {
      this.#hits.clear();
      this.#endsAtMs = nowMs + WINDOW_MS;
    }
    const hits = (this.#hits.get(key) ?? 0) + 1;
    if (hits > this.max) {
      const seconds = Math.ceil((this.#endsAtMs - nowMs) / 1000);
      throw new ProblemError('common/too-many-requests', { params: { seconds }, retryAfterSeconds: seconds });
    }
    if (hits > 1 || this.#hits.size < MAX_KEYS) this.#hits.set(key, hits);
  }
}
