import { Redis } from 'ioredis';
import type { Clock } from '../clock/clock.ts';
import type { InstallationDb } from '../db/installation-db.ts';
import { InsuredRateLimits } from './insured-rate-limits.ts';
import { LimitKeys } from './limit-keys.ts';
import { StopgapRateLimits } from './memory-rate-limits.ts';
import { PostgresRateLimitsRepository } from './postgres-rate-limits.repository.ts';
import type { RateLimits } from './rate-limits.ts';
import { RedisRateLimits } from './redis-rate-limits.ts';
import { RememberedRefusals } from './remembered-refusals.ts';

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

/** Redis when there is one, PostgreSQL when there is none or it is away; this server's memory while both are. */
export function openRateLimits({ redisUrl, db, clock, secret, onFailure }: RateLimitOptions): OpenRateLimits {
  const keys = new LimitKeys(secret);
  const postgres = new PostgresRateLimitsRepository(db, clock, keys);
  const withoutRedis = new InsuredRateLimits(postgres, new StopgapRateLimits(clock), onFailure);
  const removeEnded = () => postgres.removeEnded();
  const remember = (limits: RateLimits) => new RememberedRefusals(limits, clock);
  if (redisUrl === null) return { limits: remember(withoutRedis), removeEnded, close: () => undefined };
  const redis = new Redis(redisUrl, {
    // Who is counted does not wait for Redis to come back: PostgreSQL takes over at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    enableAutoPipelining: true,
    connectionName: 'jowi-api-limits',
  });
  redis.on('error', onFailure);
  return {
    limits: remember(new InsuredRateLimits(new RedisRateLimits(redis, keys), withoutRedis, onFailure)),
    removeEnded,
    close: () => redis.disconnect(),
  };
}
