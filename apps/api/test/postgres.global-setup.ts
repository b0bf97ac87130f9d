import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER_ROLE, startPostgres, stopLeftoverServer, withClient } from '@jowi/testkit/postgres';
import { asRole, onDatabase } from '@jowi/testkit/postgres-url';
import { tempDir } from '@jowi/testkit/temp-dir';
import type {} from '@jowi/testkit/test-database';
import type { TestProject } from 'vitest/node';
import { APP_ROLE, AUTH_ROLE, migrate, provisionRoles } from '../prisma/migrate.ts';

const TEMPLATE = 'jowi_template';
const passwords = { appPassword: 'app-of-the-tests', authPassword: 'auth-of-the-tests' };

/**
 * One PostgreSQL for the whole run, migrated once into a template that `createTestDatabase` clones. With
 * TEST_DATABASE_URL (a superuser of a server kept for tests) that server is used.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? await useOutsideServer(process.env.TEST_DATABASE_URL)
    : await startThrowAwayServer();
  await provisionRoles(server.ownerUrl, passwords);
  const template = onDatabase(server.ownerUrl, server.template);
  await withClient(server.adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${server.template} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${server.template} OWNER ${new URL(server.ownerUrl).username}`);
  });
  await migrate(template);
  project.provide('postgres', {
    adminUrl: server.adminUrl,
    ownerUrl: server.ownerUrl,
    appUrl: asRole(server.ownerUrl, APP_ROLE, passwords.appPassword),
    authUrl: asRole(server.ownerUrl, AUTH_ROLE, passwords.authPassword),
    template: server.template,
  });
  return server.stop;
}

interface ServerOfTheRun {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly template: string;
  stop(): Promise<void>;
}

async function startThrowAwayServer(): Promise<ServerOfTheRun> {
  await removeLeftovers();
  const dir = await tempDir(`jowi-pg-${process.pid}-`);
  // The server runs as another user when we are root, and that user has to get in.
  chmodSync(dir.path, 0o755);
  const server = await startPostgres({
    dataDir: join(dir.path, 'data'),
    logFile: join(dir.path, 'postgres.log'),
    adminPassword: 'admin-of-the-tests',
    ownerPassword: 'owner-of-the-tests',
    durable: false,
  });
  return {
    adminUrl: server.adminUrl('postgres'),
    ownerUrl: server.ownerUrl('postgres'),
    template: TEMPLATE,
    stop: async () => {
      await server.stop();
      await dir.remove();
    },
  };
}

async function useOutsideServer(adminUrl: string): Promise<ServerOfTheRun> {
  const password = 'owner-of-the-tests';
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER_ROLE]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(
      `${verb} ROLE ${OWNER_ROLE} LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`,
    );
  });
  const template = `${TEMPLATE}_${process.pid}`;
  return {
    adminUrl,
    ownerUrl: asRole(adminUrl, OWNER_ROLE, password),
    template,
    stop: async () => {
      await withClient(adminUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`),
      );
    },
  };
}

/** Directories of runs that were killed: their name carries the process that made them. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^jowi-pg-(\d+)-/.exec(name)?.[1] ?? 0);
    if (owner === 0 || isRunning(owner)) continue;
    await stopLeftoverServer(join(tmpdir(), name, 'data'));
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
