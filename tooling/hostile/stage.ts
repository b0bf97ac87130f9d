import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '@jowi/testkit/postgres';
import { onDatabase } from '@jowi/testkit/postgres-url';
import { createRng, type Rng } from '@jowi/testkit/rng';
import { CASHIER_PIN, pinOf } from '@jowi/till/testing/sample-shop';
import type pg from 'pg';
import { type ApiProcess, startApi } from '../bench/shop/api-process.ts';
import { type BenchDatabase, openPostgres } from '../bench/shop/database.ts';
import { BenchPerson } from '../bench/shop/person.ts';
import { type BenchBusiness, seedBusiness } from '../bench/shop/seed.ts';

/** Where a scenario plays: the API in a process of its own, on a PostgreSQL that reaches the disk, with one business. */
export interface Stage extends AsyncDisposable {
  readonly api: ApiProcess;
  readonly apiPort: number;
  readonly cashierId: string;
  readonly barcodes: readonly string[];
  readonly rng: Rng;
  /** A directory of its own for a till. */
  newDir(): string;
  /** A terminal made in the back office, and the code to pair it with. */
  addTerminal(): Promise<{ terminalId: string; code: string }>;
  /** Another code for a terminal that is there. */
  pairingCode(terminalId: string): Promise<string>;
  rows<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Copies the database as it is, with the API down for a moment; the answer puts the server back to that copy. */
  backUp(): Promise<() => Promise<void>>;
}

const PLAN = { products: 200, stores: 1, tillsPerStore: 0, onHandMilli: 1_000_000_000 };

export async function openStage(dataDir: string, logDir: string): Promise<Stage> {
  const rng = createRng(2026);
  const stack = new AsyncDisposableStack();
  try {
    const { database } = stack.use(await openPostgres(dataDir, logDir));
    const business = await seedBusiness(database, PLAN, rng);
    const { cashierId, storeId } = await addCashier(database, business);
    const api = stack.use(await startApi(database, { logDir }));
    const parts = stack.move();
    let dirs = 0;
    let backups = 0;
    // Signed in anew each time: the server may have been put back to before.
    const post = async (path: string, body?: object) =>
      (await BenchPerson.signIn(api.url, business)).post(path, body);
    const pairingCode = async (terminalId: string) =>
      ((await post(`/v1/terminals/${terminalId}/pairing-code`)) as { code: string }).code;
    return {
      api,
      apiPort: Number(new URL(api.url).port),
      cashierId,
      barcodes: business.products.map(({ barcode }) => barcode),
      rng,
      newDir() {
        const dir = join(dataDir, `till-${++dirs}`);
        mkdirSync(dir, { recursive: true });
        return dir;
      },
      async addTerminal() {
        const made = (await post('/v1/terminals', { name: `Till ${++dirs}`, storeId })) as { id: string };
        return { terminalId: made.id, code: await pairingCode(made.id) };
      },
      pairingCode,
      rows: (sql, values = []) =>
        withClient(database.adminUrl, async (client) => (await client.query(sql, values)).rows),
      async backUp() {
        const copy = `backup_${++backups}`;
        await whileDown(api, database, (client, name) =>
          client.query(`CREATE DATABASE ${copy} TEMPLATE ${name} STRATEGY file_copy`),
        );
        return () =>
          whileDown(api, database, async (client, name) => {
            await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
            await client.query(`ALTER DATABASE ${copy} RENAME TO ${name}`);
          });
      },
      [Symbol.asyncDispose]: () => parts.disposeAsync(),
    };
  } finally {
    await stack.disposeAsync();
  }
}

async function whileDown(
  api: ApiProcess,
  { adminUrl }: BenchDatabase,
  work: (client: pg.Client, database: string) => Promise<unknown>,
): Promise<void> {
  await api.stop();
  const name = new URL(adminUrl).pathname.slice(1);
  await withClient(onDatabase(adminUrl, 'postgres'), (client) => work(client, name));
  await api.start();
}

/** Somebody who may sell, with the PIN the samples know. */
async function addCashier({ adminUrl }: BenchDatabase, { tenantId }: BenchBusiness) {
  const { pinSalt, pinHash } = pinOf(CASHIER_PIN);
  return withClient(adminUrl, async (client) => {
    const made = await client.query<{ id: string }>(
      `INSERT INTO employee (tenant_id, id, name, role_id, all_stores, pin_salt, pin_hash)
       SELECT tenant_id, gen_random_uuid(), 'Dilnoza', id, true, $2, $3 FROM role
       WHERE tenant_id = $1 AND kind = 'manager' AND name IS NULL RETURNING id`,
      [tenantId, pinSalt, pinHash],
    );
    const store = await client.query<{ id: string }>('SELECT id FROM store WHERE tenant_id = $1', [tenantId]);
    return { cashierId: made.rows[0]!.id, storeId: store.rows[0]!.id };
  });
}
