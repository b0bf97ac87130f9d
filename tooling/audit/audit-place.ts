import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE } from '@jowi/api/prisma/migrate.ts';
import { asRole } from '@jowi/testkit/postgres-url';
import { Failure } from '../bootstrap/failure.mjs';
import { startDatabase } from '../dev/database.ts';
import { answersTcp } from '../dev/is-ready.ts';
import { readPorts } from '../dev/ports.ts';
import { getSecrets } from '../dev/secrets.ts';
import { anchorDirOf } from '../dev/stack.ts';
import type { AuditPlace } from './verify-database.ts';

/**
 * With APP_DATABASE_URL the installation that the API's own variables describe; otherwise the shop of this folder, whose
 * database is started for the while when it does not run.
 */
export async function withAuditPlace<T>(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  work: (place: AuditPlace) => Promise<T>,
): Promise<T> {
  const { APP_DATABASE_URL, AUDIT_SECRETS, AUTH_SECRET, AUDIT_ANCHOR_DIR } = env;
  if (APP_DATABASE_URL) {
    const secrets = (AUDIT_SECRETS || AUTH_SECRET || '').split(',').map((it) => it.trim());
    if (secrets.some((it) => it.length < 32))
      throw new Failure(
        'APP_DATABASE_URL needs AUDIT_SECRETS or AUTH_SECRET beside it, as the API has them.',
      );
    return work({ appUrl: APP_DATABASE_URL, secrets, anchorDir: AUDIT_ANCHOR_DIR || null });
  }
  const secretsFile = join(dataDir, 'secrets.json');
  if (!existsSync(secretsFile)) throw new Failure('There is no shop here yet: `npm start` makes one.');
  const secrets = getSecrets(secretsFile);
  const place = (appUrl: string): AuditPlace => ({
    appUrl,
    secrets: [secrets.authSecret],
    anchorDir: AUDIT_ANCHOR_DIR || anchorDirOf(dataDir),
  });
  const { postgres: port } = readPorts(env);
  if (env.DATABASE_URL) return work(place(asRole(env.DATABASE_URL, APP_ROLE, secrets.appRole)));
  if (await answersTcp(port)()) {
    const password = encodeURIComponent(secrets.appRole);
    return work(place(`postgresql://${APP_ROLE}:${password}@127.0.0.1:${port}/jowi_shop?sslmode=disable`));
  }
  const database = await startDatabase({ dataDir, logDir: join(dataDir, 'logs'), port, secrets });
  try {
    return await work(place(database.appUrl));
  } finally {
    await database.server?.stop();
  }
}
