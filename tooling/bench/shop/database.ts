import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE, AUTH_ROLE, migrate, provisionRoles } from '@jowi/api/prisma/migrate.ts';
import { startPostgres, withClient } from '@jowi/testkit/postgres';
import { asRole } from '@jowi/testkit/postgres-url';

/** Addresses of one database, by role. */
export interface BenchDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
}

export interface BenchPostgres extends AsyncDisposable {
  /** Migrated, empty. */
  readonly database: BenchDatabase;
  /** A copy, file by file; nobody may be connected to the original. */
  clone(name: string): Promise<BenchDatabase>;
}

const DATABASE = 'bench';

/** As a server with some memory is set up; commits reach the disk (fsync and synchronous_commit stay on). */
const SETTINGS = {
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  fsync: 'on',
  synchronous_commit: 'on',
};

export async function openPostgres(dataDir: string, logDir: string): Promise<BenchPostgres> {
  mkdirSync(logDir, { recursive: true });
  const [adminPassword, ownerPassword, appPassword, authPassword] = Array.from({ length: 4 }, () =>
    randomBytes(24).toString('base64url'),
  ) as [string, string, string, string];
  const server = await startPostgres({
    dataDir: join(dataDir, 'pg'),
    logFile: join(logDir, 'postgres.log'),
    adminPassword,
    ownerPassword,
    durable: true,
    settings: SETTINGS,
  });
  const urlsOf = (name: string): BenchDatabase => ({
    adminUrl: server.adminUrl(name),
    appUrl: asRole(server.adminUrl(name), APP_ROLE, appPassword),
    authUrl: asRole(server.adminUrl(name), AUTH_ROLE, authPassword),
  });
  try {
    await server.ensureDatabase(DATABASE);
    await provisionRoles(server.ownerUrl(DATABASE), { appPassword, authPassword });
    await migrate(server.ownerUrl(DATABASE));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    database: urlsOf(DATABASE),
    async clone(name) {
      await withClient(server.adminUrl('postgres'), (client) =>
        client.query(`CREATE DATABASE ${name} TEMPLATE ${DATABASE} STRATEGY file_copy`),
      );
      return urlsOf(name);
    },
    [Symbol.asyncDispose]: server.stop,
  };
}

/** The same tables, rows and SQL, but nobody asks whose rows they are. */
export async function dropRowSecurity({ adminUrl }: BenchDatabase): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE rowsecurity`,
    );
    if (rows.length === 0) throw new Error('No table has row-level security: there is nothing to compare');
    for (const { table } of rows) {
      await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
    }
  });
}
