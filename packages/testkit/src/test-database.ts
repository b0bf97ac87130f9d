import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withClient } from './postgres.ts';
import { onDatabase } from './postgres-url.ts';

/** What the global set-up of the `database` project hands to the test files. */
export interface TestPostgres {
  /** Superuser of the cluster, on the database `postgres`. */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  /** A database with all migrations applied and no connections: cloned, never used. */
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** A fresh, migrated, empty database of one's own. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  /** Role `jowi_app`: what requests run as. Row-level security applies. */
  readonly appUrl: string;
  /** Role `jowi_auth`: sees the schema `auth` only. */
  readonly authUrl: string;
  /** Role `jowi_owner`: migrations and seed. FORCE RLS binds it too, so it sets a tenant like everybody. */
  readonly ownerUrl: string;
  /** Superuser: sees through row-level security. For a test's assertions, never for the code under test. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** Clones the migrated template (about 50 ms). Call `drop` in `afterAll`, or use `await using`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  // Typed as given, but only the files of the project `postgres` get it.
  if (server === undefined) throw new Error('No PostgreSQL here: name the test file *.pg.test.ts');
  const name = `jowi_test_${randomBytes(6).toString('hex')}`;
  await withClient(server.adminUrl, (client) =>
    client.query(
      `CREATE DATABASE ${name} TEMPLATE ${server.template} OWNER ${new URL(server.ownerUrl).username}`,
    ),
  );
  const drop = async () => {
    await withClient(server.adminUrl, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
  };
  return {
    name,
    appUrl: onDatabase(server.appUrl, name),
    authUrl: onDatabase(server.authUrl, name),
    ownerUrl: onDatabase(server.ownerUrl, name),
    adminUrl: onDatabase(server.adminUrl, name),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}
