import type pg from 'pg';
import { expect } from 'vitest';

/**
 * Waits until the change feed may show everything committed so far. It shows nothing newer than the oldest transaction
 * still running, and transaction ids are the cluster's: test files beside this one hold it up for moments.
 */
export async function feedCaughtUp(client: pg.Client | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  await expect
    .poll(
      async () => {
        const answer = await client.query<{ passed: boolean }>(
          'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS passed',
          [rows[0]!.id],
        );
        return answer.rows[0]!.passed;
      },
      { timeout: 20_000, interval: 10 },
    )
    .toBe(true);
}
