import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { resolveBinary } from 'dbmate';
import pg from 'pg';

export const APP_ROLE = 'jowi_app';
export const AUTH_ROLE = 'jowi_auth';

export interface RolePasswords {
  readonly appPassword: string;
  readonly authPassword: string;
}

const migrationsDir = new URL('./migrations', import.meta.url).pathname;

/**
 * Makes the two roles the server logs in as, or sets their passwords when they are there. Neither owns
 * anything nor sees through row-level security. The owner becomes a member of `jowi_auth`, so that a
 * migration can hand the schema `auth` to it. Needs CREATEROLE; safe to repeat.
 */
export async function provisionRoles(ownerUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      [APP_ROLE, passwords.appPassword],
      [AUTH_ROLE, passwords.authPassword],
    ] as const) {
      const { rows } = await client.query<{ unfit: boolean }>(
        `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS unfit FROM pg_roles WHERE rolname = $1`,
        [role],
      );
      if (rows[0]?.unfit)
        throw new Error(`The role ${role} has more rights than the server may have: refuse to use it`);
      const secret = client.escapeLiteral(password);
      await client.query(
        rows.length === 0
          ? `CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${secret}`
          : `ALTER ROLE ${role} LOGIN PASSWORD ${secret}`,
      );
    }
    const { rows } = await client.query<{ member: boolean }>(
      `SELECT pg_has_role(current_user, '${AUTH_ROLE}', 'USAGE') AS member`,
    );
    if (!rows[0]?.member) await client.query(`GRANT ${AUTH_ROLE} TO CURRENT_USER`);
  } finally {
    await client.end();
  }
}

/**
 * Runs the migrations that have not run yet, each in its own transaction, as the owner.
 *
 * @throws Error with dbmate's own words, which name the file and the position
 */
export async function migrate(ownerUrl: string): Promise<void> {
  if (!existsSync(migrationsDir)) return;
  try {
    await promisify(execFile)(
      resolveBinary(),
      ['--no-dump-schema', '--migrations-dir', migrationsDir, 'migrate', '--strict'],
      { env: { ...process.env, DATABASE_URL: withTlsMode(ownerUrl) } },
    );
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    throw new Error(`A migration failed:\n${`${stdout ?? ''}${stderr ?? error}`.trim()}`, { cause: error });
  }
}

/** dbmate insists on TLS unless told otherwise; a server on this machine rarely has it. */
function withTlsMode(url: string): string {
  const parsed = new URL(url);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  if (isLocal && !parsed.searchParams.has('sslmode')) parsed.searchParams.set('sslmode', 'disable');
  return parsed.href;
}

if (import.meta.main) {
  const { DATABASE_URL, APP_PASSWORD, AUTH_PASSWORD } = process.env;
  if (!DATABASE_URL) {
    console.error('DATABASE_URL (the owner of the database) is not set');
    process.exit(1);
  }
  if (APP_PASSWORD && AUTH_PASSWORD) {
    await provisionRoles(DATABASE_URL, { appPassword: APP_PASSWORD, authPassword: AUTH_PASSWORD });
  }
  await migrate(DATABASE_URL);
}
