import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { createTenantPool } from '../../../src/platform/db/pool.ts';

export type CrashingPool = {
  readonly pool: pg.Pool;
  /** Its connections go as those of a process that is killed: what is not committed rolls back. */
  kill(): void;
};

export function openCrashingPool(url: string, size: number): CrashingPool {
  const pool = createTenantPool({ url, size, onConnectionError: () => undefined });
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => clients.add(client));
  pool.on('remove', (client) => clients.delete(client as pg.PoolClient));
  return {
    pool,
    kill() {
      for (const client of clients)
        (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
      void pool.end().catch(() => undefined);
    },
  };
}
