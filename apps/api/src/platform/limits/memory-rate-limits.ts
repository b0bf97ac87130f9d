import type { Clock } from '../clock/clock.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { type Draw, RateLimits, type Refusal, refusalOf } from './rate-limits.ts';

const STORE_AWAY_SECONDS = 5;

interface Window {
  hits: number;
  readonly endsAtMs: number;
}

/**
 * For unit tests, for limits that need not be shared, and for the time in which the shared store is away. Bounded, so
 * that made-up keys cannot fill the memory: the oldest are forgotten first.
 */
export class MemoryRateLimits extends RateLimits {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock,
    private readonly maxKeys = 50_000,
  ) {
    super();
  }

  override tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    return Promise.resolve(this.tryTakeNow(draws));
  }

  /** The same without a promise, for what happens at every request. */
  tryTakeNow(draws: readonly Draw[]): Refusal | null {
    const nowMs = this.clock.nowMs();
    const windows = draws.map((draw) => this.#windowOf(draw, nowMs));
    const counts = windows.map(({ hits, endsAtMs }) => ({ hits: hits + 1, endsInMs: endsAtMs - nowMs }));
    const refusal = refusalOf(draws, counts);
    if (!refusal) for (const window of windows) window.hits += 1;
    return refusal;
  }

  override async giveBack(draws: readonly Draw[]): Promise<void> {
    for (const { limit, key } of draws) {
      const window = this.#windows.get(`${limit.name} ${key}`);
      if (window && window.hits > 0) window.hits -= 1;
    }
  }

  #windowOf({ limit, key }: Draw, nowMs: number): Window {
    const name = `${limit.name} ${key}`;
    const known = this.#windows.get(name);
    if (known && known.endsAtMs > nowMs) return known;
    this.#windows.delete(name);
    if (this.#windows.size >= this.maxKeys) {
      const oldest = this.#windows.keys().next().value;
      if (oldest !== undefined) this.#windows.delete(oldest);
    }
    const window = { hits: 0, endsAtMs: nowMs + limit.windowMs };
    this.#windows.set(name, window);
    return window;
  }
}

/** This server's memory in the place of a store that is away; what strict limits guard has to wait for the store. */
export class StopgapRateLimits extends MemoryRateLimits {
  /** @throws ProblemError common/unavailable */
  override async tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    if (draws.some(({ limit }) => limit.isStrict))
      throw new ProblemError('common/unavailable', { retryAfterSeconds: STORE_AWAY_SECONDS });
    return this.tryTakeNow(draws);
  }
}
