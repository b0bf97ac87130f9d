import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE, AUTH_ROLE, migrate, provisionRoles } from '@jowi/api/prisma/migrate.ts';
import { type PostgresServer, startPostgres, withClient } from '@jowi/testkit/postgres';
import { asRole } from '@jowi/testkit/postgres-url';
import { Failure } from '../bootstrap/failure.mjs';
import type { Secrets } from './secrets.ts';

export interface Database {
  /** Owner of the tables: migrations and seed. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  /** Superuser, in the embedded server only: sees all tenants. */
  readonly adminUrl: string | null;
  /** The embedded server; null with DATABASE_URL. */
  readonly server: PostgresServer | null;
}

const DATABASE = 'jowi_shop';

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly logDir: string;
  readonly port: number;
  readonly secrets: Secrets;
  /** DATABASE_URL: a PostgreSQL of the user's own, as the owner of the database. */
  readonly outsideUrl?: string | undefined;
  /** False only for throw-away data: no fsync. */
  readonly durable?: boolean;
}

/** A database that serves, with roles and all migrations in place. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { secrets, outsideUrl } = options;
  const server = outsideUrl ? null : await startEmbedded(options);
  try {
    if (server) await server.ensureDatabase(DATABASE);
    const ownerUrl = server ? server.ownerUrl(DATABASE) : await reach(outsideUrl ?? '');
    await provisionRoles(ownerUrl, { appPassword: secrets.appRole, authPassword: secrets.authRole });
    await migrate(ownerUrl);
    return {
      ownerUrl,
      appUrl: asRole(ownerUrl, APP_ROLE, secrets.appRole),
      authUrl: asRole(ownerUrl, AUTH_ROLE, secrets.authRole),
      adminUrl: server ? server.adminUrl(DATABASE) : null,
      server,
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

function startEmbedded({
  dataDir,
  logDir,
  port,
  secrets,
  durable,
}: DatabaseOptions): Promise<PostgresServer> {
  mkdirSync(logDir, { recursive: true });
  return startPostgres({
    dataDir: join(dataDir, 'pg'),
    logFile: join(logDir, 'postgres.log'),
    port,
    adminPassword: secrets.postgresAdmin,
    ownerPassword: secrets.postgresOwner,
    durable: durable ?? true,
  });
}

async function reach(url: string): Promise<string> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Failure(
      'DATABASE_URL is not an address of a PostgreSQL: postgresql://user:password@host:5432/database',
    );
  }
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return url;
  } catch (error) {
    const { host } = new URL(url);
    throw new Failure(`The PostgreSQL of DATABASE_URL (${host}) cannot be used: ${(error as Error).message}`);
  }
}

/** Whether nobody has an account yet: then the demo data is due. */
export function isEmpty({ authUrl }: Database): Promise<boolean> {
  return withClient(authUrl, async (client) => {
    const { rows } = await client.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM auth."user") AS empty',
    );
    return rows[0]?.empty ?? true;
  });
}
