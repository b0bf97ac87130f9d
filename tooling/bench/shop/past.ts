import { withClient } from '@jowi/testkit/postgres';
import type { ApiProcess } from './api-process.ts';
import type { BenchTill } from './bench-till.ts';
import type { BenchDatabase } from './database.ts';

const BATCHES = 2;

/**
 * Some weeks of sales and fresh statistics. PostgreSQL plans a look-up in an empty table as a look through all of it,
 * and keeps that plan until the next ANALYZE: an hour later on a shop's first day, never within a bench.
 */
export async function makePast(
  { url }: ApiProcess,
  { adminUrl }: BenchDatabase,
  tills: readonly BenchTill[],
): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    for (const till of tills) {
      const headers = { authorization: till.bearer(), 'content-type': 'application/json' };
      const body = new Uint8Array(till.nextPush(100));
      const answer = await fetch(`${url}/v1/sync/push`, { method: 'POST', headers, body });
      till.acknowledge(await answer.text());
    }
  }
  await withClient(adminUrl, (client) => client.query('VACUUM ANALYZE'));
}
