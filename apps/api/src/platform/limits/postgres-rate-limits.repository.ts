import type { Clock } from '../clock/clock.ts';
import type { InstallationDb } from '../db/installation-db.ts';
import type { LimitKeys } from './limit-keys.ts';
import { type Draw, RateLimits, type Refusal, refusalOf } from './rate-limits.ts';

/** In key order, so that two servers never wait for each other. */
const TAKE = `
  INSERT INTO limits.attempt AS a (key, hits, ends_at_ms)
  SELECT key, 1, $1::bigint + window_ms FROM unnest($2::text[], $3::bigint[]) AS t(key, window_ms) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    hits = CASE WHEN a.ends_at_ms <= $1 THEN 1 ELSE a.hits + 1 END,
    ends_at_ms = CASE WHEN a.ends_at_ms <= $1 THEN excluded.ends_at_ms ELSE a.ends_at_ms END
  RETURNING key, hits, ends_at_ms`;

const GIVE_BACK = `
  UPDATE limits.attempt SET hits = hits - 1
  WHERE key IN (SELECT key FROM limits.attempt WHERE key = ANY($1) AND hits > 0 ORDER BY key FOR UPDATE)`;

interface Row {
  readonly key: string;
  readonly hits: number;
  readonly ends_at_ms: number;
}

/** One statement counts every limit of a request, whatever else happens at the same time. */
export class PostgresRateLimitsRepository extends RateLimits {
  constructor(
    private readonly db: InstallationDb,
    private readonly clock: Clock,
    private readonly keys: LimitKeys,
  ) {
    super();
  }

  override async tryTake(draws: readonly Draw[]): Promise<Refusal | null> {
    const nowMs = this.clock.nowMs();
    const keys = draws.map((draw) => this.keys.of(draw));
    const windows = draws.map(({ limit }) => limit.windowMs);
    const rows = new Map(
      (await this.db.query<Row>(TAKE, [nowMs, keys, windows])).map((row) => [row.key, row]),
    );
    const counts = keys.map((key) => {
      const row = rows.get(key);
      return { hits: row?.hits ?? 0, endsInMs: (row?.ends_at_ms ?? nowMs) - nowMs };
    });
    const refusal = refusalOf(draws, counts);
    // Whoever is turned away by one limit has used up none of the others.
    if (refusal) await this.giveBack(draws);
    return refusal;
  }

  override async giveBack(draws: readonly Draw[]): Promise<void> {
    await this.db.query(GIVE_BACK, [draws.map((draw) => this.keys.of(draw))]);
  }

  /** What has ended is of no use to anybody. */
  async removeEnded(): Promise<void> {
    await this.db.query('DELETE FROM limits.attempt WHERE ends_at_ms < $1', [this.clock.nowMs()]);
  }
}
