import type { Permission } from '@jowi/contracts/permissions';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KyselyDb, type KyselyTx } from '../../src/platform/db/kysely-db.ts';
import { createTenantPool } from '../../src/platform/db/pool.ts';
import { PrismaDb } from '../../src/platform/db/prisma-db.ts';
import { runInRequestScope } from '../../src/platform/http/request-scope.ts';
import { note } from '../access/counts.ts';
import { seedBusiness, type TestBusiness } from '../support/business.ts';
import { statementsOf } from '../support/statements.ts';

describe('a transaction of a tenant', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let admin: pg.Client;
  let kysely: KyselyDb;
  let prisma: PrismaDb;
  let a: TestBusiness;
  let b: TestBusiness;

  beforeAll(async () => {
    database = await createTestDatabase();
    a = await seedBusiness(database, 'Anor', 1);
    b = await seedBusiness(database, 'Bodom', 2);
    pool = createTenantPool({ url: database.appUrl, size: 2, onConnectionError: () => undefined });
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    kysely = new KyselyDb(pool);
    prisma = new PrismaDb(pool);
  });
  afterAll(async () => {
    await admin.end();
    await prisma.onApplicationShutdown();
    await kysely.onApplicationShutdown();
    await database.drop();
  });

  /** A cancel that comes before the statement is nobody's. */
  const cancelOnceAsleep = async (pid: number) => {
    for (let sent = 0; sent === 0; ) {
      const { rows } = await admin.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`,
        [pid],
      );
      sent = rows.length;
    }
  };
  const personOf = (tenantId: string, storeIds: readonly string[]) => ({
    tenantId,
    employeeId: a.employees.owner.id,
    userId: 'x',
    sessionId: 'x',
    roleKind: 'manager' as const,
    permissions: new Set<Permission>(),
    storeIds,
  });
  const storesByKysely = (tenantId: string) =>
    kysely.withTenant(tenantId, (tx) => tx.selectFrom('store').select('tenant_id').execute());
  const storesByPrisma = (tenantId: string) =>
    prisma.withTenant(tenantId, (tx) => tx.store.findMany({ select: { tenantId: true } }));

  it('keeps ten thousand interleaved tenants apart on two connections, whatever goes wrong between them', async () => {
    const failures = ['SELECT 1/0', 'SELECT nonsense', `SELECT set_config('app.tenant_id', '', true)`];
    const counts = { read: 0, failed: 0, timedOut: 0, cancelled: 0, limited: 0, nobody: 0, cut: 0 };
    const fail = (tenantId: string, work: (tx: KyselyTx) => Promise<unknown>) =>
      kysely.withTenant(tenantId, work).then(
        () => expect.unreachable('It was to fail'),
        (error: Error) => error.message,
      );
    const one = async (index: number) => {
      const { tenantId } = index % 2 ? a : b;
      if (index % 7 === 0) {
        counts.failed++;
        await fail(tenantId, async (tx) => {
          await sql.raw(failures[index % failures.length] as string).execute(tx);
          throw new Error('given up');
        });
      } else if (index % 50 === 1) {
        counts.timedOut++;
        const reason = await fail(tenantId, async (tx) => {
          await sql`SET LOCAL statement_timeout = 5`.execute(tx);
          await sql`SELECT pg_sleep(1)`.execute(tx);
        });
        expect(reason).toMatch(/statement timeout/);
      } else if (index % 100 === 3) {
        counts.cancelled++;
        const reason = await fail(tenantId, async (tx) => {
          const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
          await Promise.all([sql`SELECT pg_sleep(5)`.execute(tx), cancelOnceAsleep(rows[0]!.pid)]);
        });
        expect(reason).toMatch(/user request/);
      } else if (index === 5_011 || index === 7_019) {
        counts.cut++;
        const reason = await fail(tenantId, async (tx) => {
          const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
          await admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
          await sql`SELECT pg_sleep(5)`.execute(tx);
        });
        expect(reason).toMatch(/terminat|not queryable/);
      } else if (index % 11 === 0) {
        counts.limited++;
        // Somebody of no store sees none; who has the connection next is not limited by that.
        const scope = { requestId: 'x', ip: 'x', device: null, person: personOf(tenantId, []) };
        expect(await runInRequestScope(scope, () => storesByKysely(tenantId))).toEqual([]);
      } else if (index % 13 === 0) {
        counts.nobody++;
        expect((await pool.query('SELECT tenant_id FROM store')).rows).toEqual([]);
      } else if (index % 3 === 0) {
        counts.read++;
        expect(await storesByPrisma(tenantId)).toEqual([{ tenantId }]);
      } else {
        counts.read++;
        // Both travel in one message with the opening of the transaction.
        const both = await kysely.withTenant(tenantId, (tx) =>
          Promise.all([
            tx.selectFrom('store').select('tenant_id').execute(),
            tx.selectFrom('warehouse').select('tenant_id').execute(),
          ]),
        );
        expect(both).toEqual([[{ tenant_id: tenantId }], [{ tenant_id: tenantId }]]);
      }
    };
    for (let start = 0; start < 10_000; start += 100)
      await Promise.all(Array.from({ length: 100 }, (_, offset) => one(start + offset)));
    expect(counts.cut).toBe(2);
    expect(pool.totalCount).toBeLessThanOrEqual(2);
    note('pool', { transactions: 10_000, connections: 2, ...counts });
  });

  it('leaves nothing behind: the next statement on the connection sees no rows and does not fail', async () => {
    await Promise.all([storesByKysely(a.tenantId), storesByKysely(b.tenantId)]);
    for (let i = 0; i < 4; i++) expect((await pool.query('SELECT * FROM store')).rows).toEqual([]);
  });

  it('cannot be begun for nobody', async () => {
    const client = await pool.connect();
    try {
      expect(() => client.query('BEGIN')).toThrow(/outside withTenant/);
    } finally {
      client.release();
    }
  });

  it('refuses a tenant that is no id before it reaches SQL', async () => {
    const work = async () => 'reached';
    expect(() => kysely.withTenant(`x'; DROP TABLE store; --`, work)).toThrow(TypeError);
    expect(() => prisma.withTenant('', work)).toThrow(TypeError);
  });

  it('cannot write a row of another tenant', async () => {
    const row = { id: b.storeId, name: 'x', address: '', latitude: 0, longitude: 0, pricing_policy: '{}' };
    await expect(
      kysely.withTenant(a.tenantId, (tx) =>
        tx
          .insertInto('store')
          .values({ ...row, tenant_id: b.tenantId })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    const moved = kysely.withTenant(a.tenantId, (tx) =>
      tx.updateTable('store').set({ tenant_id: b.tenantId }).execute(),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
    const { numUpdatedRows } = await kysely.withTenant(a.tenantId, (tx) =>
      tx.updateTable('store').set({ name: 'mine' }).where('id', '=', b.storeId).executeTakeFirstOrThrow(),
    );
    expect(numUpdatedRows).toBe(0n);
  });

  it('rolls back when the work throws, and fails when a swallowed error had undone it', async () => {
    const rename = (name: string) =>
      kysely.withTenant(a.tenantId, async (tx) => {
        await tx.updateTable('store').set({ name }).execute();
        throw new Error('no');
      });
    await expect(rename('Never')).rejects.toThrow('no');
    const swallowed = kysely.withTenant(a.tenantId, async (tx) => {
      await tx.updateTable('store').set({ name: 'Lost' }).execute();
      await sql`SELECT 1/0`.execute(tx).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(/nothing was committed/);
    const swallowedByPrisma = prisma.withTenant(a.tenantId, async (tx) => {
      await tx.$executeRaw`SELECT 1/0`.catch(() => undefined);
    });
    await expect(swallowedByPrisma).rejects.toThrow();
    const names = await kysely.withTenant(a.tenantId, (tx) =>
      tx.selectFrom('store').select('name').execute(),
    );
    expect(names).toEqual([{ name: 'Store of Anor' }]);
  });

  it('costs two messages besides its own statements', async () => {
    for (const read of [storesByKysely, storesByPrisma]) {
      const sent = await statementsOf(() => read(a.tenantId));
      expect(sent).toHaveLength(3);
      expect(sent[0]).toMatch(/^begin; SELECT set_config\('app.tenant_id', '[0-9a-f-]{36}', true\)$/i);
      expect(sent[2]).toMatch(/^commit$/i);
    }
  });

  it('limits a person to her stores in the same message, and everybody after her to nothing', async () => {
    const limitedTo = (storeIds: readonly string[]) =>
      runInRequestScope(
        { requestId: 'r', ip: '::1', device: null, person: personOf(a.tenantId, storeIds) },
        () => Promise.all([storesByKysely(a.tenantId), storesByPrisma(a.tenantId)]),
      );
    const seen = [[{ tenant_id: a.tenantId }], [{ tenantId: a.tenantId }]];
    for (let i = 0; i < 5; i++) {
      expect(await limitedTo([])).toEqual([[], []]);
      expect(await limitedTo([b.storeId])).toEqual([[], []]);
      expect(await limitedTo([b.storeId, a.storeId])).toEqual(seen);
      expect(await Promise.all([storesByKysely(a.tenantId), storesByPrisma(a.tenantId)])).toEqual(seen);
    }
    expect(() => limitedTo([`}', true); DROP TABLE store; --`])).toThrow(TypeError);
    const sent = await statementsOf(() => limitedTo([a.storeId]));
    expect(sent).toHaveLength(6);
    expect(
      sent.filter((text) => /^begin; SELECT .*'app.store_ids', '\{[0-9a-f-]{36}\}', true\)$/i.test(text)),
    ).toHaveLength(2);
  });

  it('does nothing more once it has ended, whoever has the connection now', async () => {
    let kept: KyselyTx | undefined;
    await kysely.withTenant(a.tenantId, async (tx) => {
      kept = tx;
    });
    await expect(kept?.selectFrom('store').selectAll().execute()).rejects.toThrow(/has ended/);
  });

  it('reads BIGINT as bigint and DATE as its own text', async () => {
    const { rows } = await kysely.withTenant(a.tenantId, (tx) =>
      sql`SELECT 9007199254740993::bigint AS n, '2026-11-20'::date AS d, pg_current_xact_id() AS x`.execute(
        tx,
      ),
    );
    expect(rows[0]).toEqual({ n: 9007199254740993n, d: '2026-11-20', x: expect.stringMatching(/^\d+$/) });
  });
});
