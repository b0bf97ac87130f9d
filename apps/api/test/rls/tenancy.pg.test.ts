import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KyselyDb, type KyselyTx } from '../../src/platform/db/kysely-db.ts';
import { createTenantPool } from '../../src/platform/db/pool.ts';
import { PrismaDb } from '../../src/platform/db/prisma-db.ts';
import { seedBusiness, type TestBusiness } from '../support/business.ts';

describe('a transaction of a tenant', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let kysely: KyselyDb;
  let prisma: PrismaDb;
  let a: TestBusiness;
  let b: TestBusiness;

  beforeAll(async () => {
    database = await createTestDatabase();
    a = await seedBusiness(database, 'Anor', 1);
    b = await seedBusiness(database, 'Bodom', 2);
    pool = createTenantPool({ url: database.appUrl, size: 2, onConnectionError: () => undefined });
    kysely = new KyselyDb(pool);
    prisma = new PrismaDb(pool);
  });
  afterAll(async () => {
    await prisma.onApplicationShutdown();
    await kysely.onApplicationShutdown();
    await database.drop();
  });

  const storesByKysely = (tenantId: string) =>
    kysely.withTenant(tenantId, (tx) => tx.selectFrom('store').select('tenant_id').execute());
  const storesByPrisma = (tenantId: string) =>
    prisma.withTenant(tenantId, (tx) => tx.store.findMany({ select: { tenantId: true } }));

  it('keeps thousands of interleaved tenants apart on two connections, through errors and cancels', async () => {
    const failures = ['SELECT 1/0', 'SELECT nonsense', `SELECT set_config('app.tenant_id', '', true)`];
    const one = async (index: number) => {
      const { tenantId } = index % 2 ? a : b;
      if (index % 7 === 0) {
        const failure = failures[index % failures.length] as string;
        await kysely
          .withTenant(tenantId, async (tx) => {
            await sql.raw(failure).execute(tx);
            throw new Error('given up');
          })
          .catch(() => undefined);
      } else if (index % 50 === 1) {
        await kysely
          .withTenant(tenantId, async (tx) => {
            await sql`SET LOCAL statement_timeout = 5`.execute(tx);
            await sql`SELECT pg_sleep(1)`.execute(tx);
          })
          .catch(() => undefined);
      } else if (index % 5 === 0) {
        expect(await storesByPrisma(tenantId)).toEqual([{ tenantId }]);
      } else expect(await storesByKysely(tenantId)).toEqual([{ tenant_id: tenantId }]);
    };
    for (let start = 0; start < 10_000; start += 100)
      await Promise.all(Array.from({ length: 100 }, (_, offset) => one(start + offset)));
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
    const sent: string[] = [];
    const original = pg.Client.prototype.query;
    // biome-ignore lint/suspicious/noExplicitAny: a spy over pg's overloads
    pg.Client.prototype.query = function spy(this: pg.Client, ...args: any[]): any {
      sent.push(typeof args[0] === 'string' ? args[0] : args[0].text);
      return (original as (...all: unknown[]) => unknown).apply(this, args);
    } as typeof original;
    try {
      for (const read of [storesByKysely, storesByPrisma]) {
        sent.length = 0;
        await read(a.tenantId);
        expect(sent).toHaveLength(3);
        expect(sent[0]).toMatch(/^begin; SELECT set_config\('app.tenant_id', '[0-9a-f-]{36}', true\)$/i);
        expect(sent[2]).toMatch(/^commit$/i);
      }
    } finally {
      pg.Client.prototype.query = original;
    }
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
