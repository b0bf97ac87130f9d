import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE, migrate, provisionRoles } from '@jowi/api/prisma/migrate.ts';
import { startPostgres } from '@jowi/testkit/postgres';
import { asRole } from '@jowi/testkit/postgres-url';
import { tempDir } from '@jowi/testkit/temp-dir';

const DATABASE = 'sim';

/** A migrated PostgreSQL for one run, gone afterwards; the address is the application's role. */
export async function startThrowAwayPostgres(): Promise<AsyncDisposable & { readonly appUrl: string }> {
  const dir = await tempDir('jowi-sim-');
  // The server runs as another user when we are root, and that user has to get in.
  chmodSync(dir.path, 0o755);
  const [adminPassword, ownerPassword, appPassword, authPassword] = Array.from({ length: 4 }, () =>
    randomBytes(24).toString('base64url'),
  ) as [string, string, string, string];
  const logFile = join(dir.path, 'postgres.log');
  const server = await startPostgres({
    ...{ dataDir: join(dir.path, 'data'), logFile, adminPassword, ownerPassword, durable: false },
  });
  await server.ensureDatabase(DATABASE);
  await provisionRoles(server.ownerUrl(DATABASE), { appPassword, authPassword });
  await migrate(server.ownerUrl(DATABASE));
  return {
    appUrl: asRole(server.ownerUrl(DATABASE), APP_ROLE, appPassword),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await dir.remove();
    },
  };
}
