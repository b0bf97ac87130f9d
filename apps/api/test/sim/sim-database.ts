import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@jowi/testkit/postgres';
import { asRole } from '@jowi/testkit/postgres-url';
import { tempDir } from '@jowi/testkit/temp-dir';
import { APP_ROLE, migrate, provisionRoles } from '../../prisma/migrate.ts';

const DATABASE = 'jowi_sim';
const passwords = { appPassword: 'app-of-the-simulation', authPassword: 'auth-of-the-simulation' };

export type SimDatabase = {
  /** For `openPostgresServer`; as the application's role. Any number of processes and seeds may share it. */
  readonly url: string;
  /** Stops the server and removes its directory. */
  close(): Promise<void>;
};

/** A PostgreSQL of the simulation's own, migrated, thrown away afterwards. Plain TypeScript: needs no loader. */
export async function openSimDatabase(): Promise<SimDatabase> {
  const dir = await tempDir(`jowi-pg-${process.pid}-`);
  // The server runs as another user when we are root, and that user has to get in.
  chmodSync(dir.path, 0o755);
  const server = await startPostgres({
    dataDir: join(dir.path, 'data'),
    logFile: join(dir.path, 'postgres.log'),
    adminPassword: 'admin-of-the-simulation',
    ownerPassword: 'owner-of-the-simulation',
    durable: false,
  });
  const close = async () => {
    await server.stop();
    await dir.remove();
  };
  try {
    await provisionRoles(server.ownerUrl('postgres'), passwords);
    await server.ensureDatabase(DATABASE);
    await migrate(server.ownerUrl(DATABASE));
  } catch (error) {
    await close();
    throw error;
  }
  return { url: asRole(server.ownerUrl(DATABASE), APP_ROLE, passwords.appPassword), close };
}
