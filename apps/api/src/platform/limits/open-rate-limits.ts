import { Redis } from 'ioredis';
import type { Clock } from '../clock/clock.ts';
import type { InstallationDb } from '../db/installation-db.ts';
import { InsuredRateLimits } from './insured-rate-limits.ts';
import { LimitKeys } from './limit-keys.ts';
import { MemoryRateLimits } from './memory-rate-limits.ts';
import { PostgresRateLimitsRepository } from './postgres-rate-limits.repository.ts';
import type { RateLimits } from './rate-limits.ts';
import { RedisRateLimits } from './redis-rate-limits.ts';

export interface RateLimitOptions {
  readonly redisUrl: string | null;
  readonly db: InstallationDb;
  readonly clock: Clock;
  readonly secret: string;
  readonly onFailure: (error: unknown) => void;
}

export interface OpenRateLimits {
  readonly limits: RateLimits;
  /** To be called now and then. */
  readonly removeEnded: () => Promise<void>;
  readonly close: () => void;
}

/** Redis when there is one, else PostgreSQL; this server's memory while that is away. */
export function openRateLimits({ redisUrl, db, clock, secret, onFailure }: RateLimitOptions): OpenRateLimits {
  const keys = new LimitKeys(secret);
  const own = new MemoryRateLimits(clock);
  if (redisUrl === null) {
    const shared = new PostgresRateLimitsRepository(db, clock, keys);
    return {
      limits: new InsuredRateLimits(shared, own, onFailure),
      removeEnded: () => shared.removeEnded(),
      close: () => undefined,
    };
  }
  const redis = new Redis(redisUrl, {
    // Who is counted does not wait for Redis to come back: memory takes over at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    enableAutoPipelining: true,
    connectionName: 'jowi-api-limits',
  });
  redis.on('error', onFailure);
  return {
    limits: new InsuredRateLimits(new RedisRateLimits(redis, keys), own, onFailure),
    removeEnded: () => Promise.resolve(),
    close: () => redis.disconnect(),
  };
}
