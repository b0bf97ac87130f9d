import { ExpiringMap } from '../auth/expiring-map.ts';
import type { Clock } from '../clock/clock.ts';
import { type Draw, RateLimits, type Refusal } from './rate-limits.ts';

/**
 * For so long the store is not asked again: in a storm nearly all are refused, and they cost nothing. Short, because
 * what others give back may end a refusal before its time.
 */
const REMEMBERED_MS = 1_000;
const MAX_KEYS = 50_000;

export class RememberedRefusals extends RateLimits {
  /** When the window ends, by limit and key. */
  readonly #endsAtMs = new ExpiringMap<number>(MAX_KEYS);

  constructor(
    private readonly store: RateLimits,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    const nowMs = this.clock.nowMs();
    for (const draw of draws) {
      const endsAtMs = this.#endsAtMs.get(nameOf(draw), nowMs);
      if (endsAtMs !== undefined)
        return { limit: draw.limit, retryAfterSeconds: Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000)) };
    }
    const refusal = await this.store.tryTake(draws);
    const refused = refusal && draws.find(({ limit }) => limit.name === refusal.limit.name);
    if (refused) {
      const endsAtMs = nowMs + refusal.retryAfterSeconds * 1000;
      this.#endsAtMs.set(nameOf(refused), endsAtMs, nowMs + REMEMBERED_MS);
    }
    return refusal;
  }

  override giveBack(draws: readonly Draw[]): Promise<void> {
    for (const draw of draws) this.#endsAtMs.delete(nameOf(draw));
    return this.store.giveBack(draws);
  }
}

function nameOf({ limit, key }: Draw): string {
  return `${limit.name} ${key}`;
}
