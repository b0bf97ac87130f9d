import { FakeClock } from '@jowi/testkit/fake-clock';
import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { type ReadAnchors, readAnchors } from '../../src/platform/audit/anchor-file.ts';
import { AuditAnchorRepository } from '../../src/platform/audit/audit-anchor.repository.ts';
import { AuditAnchors } from '../../src/platform/audit/audit-anchors.ts';
import { AuditKeys } from '../../src/platform/audit/audit-keys.ts';
import { AuditLogRepository } from '../../src/platform/audit/audit-log.repository.ts';
import { AuditTrail } from '../../src/platform/audit/audit-trail.ts';
import { ChainRowsRepository } from '../../src/platform/audit/chain-rows.repository.ts';
import { type ChainReport, verifyChain } from '../../src/platform/audit/verify-chain.ts';
import { Clock } from '../../src/platform/clock/clock.ts';
import { KyselyDb } from '../../src/platform/db/kysely-db.ts';
import { createTenantPool } from '../../src/platform/db/pool.ts';
import { PrismaDb } from '../../src/platform/db/prisma-db.ts';
import { testId } from './business.ts';
import { AUTH_SECRET } from './settings.ts';

/** The audit log alone, on a database of its own with two businesses in it. */
export interface TestLog {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly db: KyselyDb;
  readonly prisma: PrismaDb;
  readonly keys: AuditKeys;
  readonly anchors: AuditAnchors;
  readonly trail: AuditTrail;
  readonly tenants: readonly [string, string];
  addTenant(): Promise<string>;
  readAnchors(): Promise<ReadAnchors>;
  /** With a reader of its own, as a command would: as the server's role, business by business. */
  verify(tenantId: string): Promise<ChainReport>;
  close(): Promise<void>;
}

export async function startTestLog(options: { anchorDir?: string } = {}): Promise<TestLog> {
  const database = await createTestDatabase();
  const clock = new FakeClock(Date.now());
  const time = new (class extends Clock {
    override nowMs() {
      return clock.now();
    }
  })();
  const pool = createTenantPool({ url: database.appUrl, size: 6, onConnectionError: () => undefined });
  const db = new KyselyDb(pool);
  const keys = new AuditKeys([AUTH_SECRET]);
  const dir = options.anchorDir ?? null;
  const anchors = new AuditAnchors(new AuditAnchorRepository(db), keys, time, { dir });
  const addTenant = () =>
    withClient(database.adminUrl, async (client) => {
      const id = testId();
      await client.query(`INSERT INTO tenant (id, name, tax_id) VALUES ($1, 'Anor', '301234567')`, [id]);
      return id;
    });
  const readAll = async () => (dir === null ? { anchors: [], damaged: [] } : readAnchors(keys, dir));
  return {
    database,
    clock,
    db,
    prisma: new PrismaDb(pool),
    keys,
    anchors,
    trail: new AuditTrail(new AuditLogRepository(), keys, anchors, time),
    tenants: [await addTenant(), await addTenant()],
    addTenant,
    readAnchors: readAll,
    verify: (tenantId) =>
      withClient(database.appUrl, async (client) => {
        const rows = new ChainRowsRepository(async (id, text, values) => {
          await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [id]);
          return (await client.query(text, [...values])).rows;
        });
        const read = await readAll();
        return verifyChain(
          rows,
          keys,
          tenantId,
          read.anchors.filter((anchor) => anchor.tenantId === tenantId),
        );
      }),
    close: async () => {
      anchors.onApplicationShutdown();
      await pool.end();
      await database.drop();
    },
  };
}
