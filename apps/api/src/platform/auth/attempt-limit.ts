import { ProblemError } from '../errors/problem-error.ts';

interface Window {
  failures: number;
  readonly endsAtMs: number;
}

/**
 * Counts failures per key in a fixed window and refuses when there were too many. In memory: each server counts
 * for itself, a restart forgets. Bounded, so that made-up keys cannot fill the memory.
 */
export class AttemptLimit {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly maxFailures: number,
    private readonly windowMs: number,
    private readonly maxKeys = 50_000,
  ) {}

  /** @throws ProblemError common/too-many-requests with Retry-After */
  check(key: string, nowMs: number): void {
    const window = this.#windows.get(key);
    if (!window || window.failures < this.maxFailures) return;
    if (window.endsAtMs <= nowMs) {
      this.#windows.delete(key);
      return;
    }
    const seconds = Math.ceil((window.endsAtMs - nowMs) / 1000);
    throw new ProblemError('common/too-many-requests', { params: { seconds }, retryAfterSeconds: seconds });
  }

  fail(key: string, nowMs: number): void {
    const window = this.#windows.get(key);
    if (window && window.endsAtMs > nowMs) {
      window.failures += 1;
      return;
    }
    this.#windows.delete(key);
    if (this.#windows.size >= this.maxKeys) {
      const oldest = this.#windows.keys().next().value;
      if (oldest !== undefined) this.#windows.delete(oldest);
    }
    this.#windows.set(key, { failures: 1, endsAtMs: nowMs + this.windowMs });
  }

  /** Takes one failure back: it turned out to be none. */
  forgive(key: string): void {
    const window = this.#windows.get(key);
    if (window && window.failures > 0) window.failures -= 1;
  }
}
