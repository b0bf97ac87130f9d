import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitKeys } from './limit-keys.ts';
import { type Draw, type Limit, RateLimits, type Refusal, refusalOf } from './rate-limits.ts';

/** The store of a larger installation. Windows are whole seconds by the clock of Redis. */
export class RedisRateLimits extends RateLimits {
  readonly #limiters = new Map<string, RateLimiterRedis>();

  constructor(
    private readonly redis: Redis,
    private readonly keys: LimitKeys,
  ) {
    super();
  }

  override async tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    // Sent together: one round trip for all of them.
    const counts = await Promise.all(
      draws.map(async (draw) => {
        const { consumedPoints, msBeforeNext } = await this.#limiterOf(draw.limit)
          .consume(this.keys.of(draw))
          .catch((refused: unknown) => {
            if (refused instanceof RateLimiterRes) return refused;
            throw refused;
          });
        return { hits: consumedPoints, endsInMs: msBeforeNext };
      }),
    );
    const refusal = refusalOf(draws, counts);
    if (refusal) await this.giveBack(draws);
    return refusal;
  }

  override async giveBack(draws: readonly Draw[]): Promise<void> {
    await Promise.all(draws.map((draw) => this.#limiterOf(draw.limit).reward(this.keys.of(draw))));
  }

  #limiterOf({ name, max, windowMs }: Limit): RateLimiterRedis {
    let limiter = this.#limiters.get(name);
    if (!limiter) {
      limiter = new RateLimiterRedis({
        storeClient: this.redis,
        keyPrefix: 'jowi-limit',
        points: max,
        duration: Math.ceil(windowMs / 1000),
        rejectIfRedisNotReady: true,
      });
      this.#limiters.set(name, limiter);
    }
    return limiter;
  }
}
