import { createHash } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { InstallationDb } from '../../db/installation-db.ts';

export interface Report {
  readonly provider: string;
  /** The provider's own name for the message, or ours. */
  readonly by: { readonly ref: string } | { readonly id: string };
  readonly isDelivered: boolean;
}

/** done: it changed something. known: it came before, or the message has its end. unknown: no such message (yet). */
export type ReportOutcome = 'done' | 'known' | 'unknown';

export class ReportRepository {
  constructor(
    private readonly db: InstallationDb,
    private readonly clock: Clock,
  ) {}

  /** `delivery`: the whole of what came; the same a second time has no effect. */
  async take(report: Report, delivery: string): Promise<ReportOutcome> {
    const digest = createHash('sha256').update(`${report.provider}\n${delivery}`).digest('base64url');
    const [column, value] =
      'id' in report.by ? (['id', report.by.id] as const) : (['provider_ref', report.by.ref] as const);
    return this.db.transaction(async (tx) => {
      const fresh = await tx.query(
        'INSERT INTO messages.callback_seen (digest, at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING digest',
        [digest, this.clock.nowMs()],
      );
      if (fresh.length === 0) return 'known';
      const changed = await tx.query(
        `UPDATE messages.outbox SET state = $3::text, sealed = NULL, provider = $1,
           delivered_at_ms = CASE WHEN $3::text = 'delivered' THEN $4::bigint END,
           last_failure = CASE WHEN $3::text = 'failed' THEN 'not-delivered' END
         WHERE ${column} = $2 AND coalesce(provider, $1) = $1 AND state IN ('waiting', 'sent') RETURNING id`,
        [report.provider, value, report.isDelivered ? 'delivered' : 'failed', this.clock.nowMs()],
      );
      if (changed.length > 0) return 'done';
      const exists = await tx.query(`SELECT FROM messages.outbox WHERE ${column} = $2 AND provider = $1`, [
        report.provider,
        value,
      ]);
      if (exists.length > 0) return 'known';
      // It may come again once we know of the message: then it counts.
      await tx.query('DELETE FROM messages.callback_seen WHERE digest = $1', [digest]);
      return 'unknown';
    });
  }

  async removeOld(beforeMs: number): Promise<void> {
    await this.db.query('DELETE FROM messages.callback_seen WHERE at_ms < $1', [beforeMs]);
  }
}
