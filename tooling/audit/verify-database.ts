import { AuditKeys } from '@jowi/api/src/platform/audit/audit-keys.ts';
import {
  type InstallationReport,
  verifyInstallation,
} from '@jowi/api/src/platform/audit/verify-installation.ts';
import { withClient } from '@jowi/testkit/postgres';

/** Where the logs are, and what to hold them against. */
export interface AuditPlace {
  /** As role jowi_app: it reads every log, one business at a time, and changes none. */
  readonly appUrl: string;
  readonly secrets: readonly string[];
  readonly anchorDir: string | null;
}

/** Reads only, in the way the server reads: for one business after the other. */
export function verifyDatabase({ appUrl, secrets, anchorDir }: AuditPlace): Promise<InstallationReport> {
  return withClient(appUrl, async (client) => {
    const ask = async (tenantId: string, text: string, values: readonly unknown[]) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
      return (await client.query<object>(text, [...values])).rows;
    };
    await client.query(`SELECT set_config('app.round', 'every-business', false)`);
    const { rows } = await client.query<{ id: string }>('SELECT tenant_id AS id FROM retention ORDER BY 1');
    await client.query(`SELECT set_config('app.round', '', false)`);
    const businesses: { id: string; name: string }[] = [];
    for (const { id } of rows) {
      const [tenant] = await ask(id, 'SELECT name FROM tenant WHERE id = $1', [id]);
      businesses.push({ id, name: (tenant as { name: string } | undefined)?.name ?? '?' });
    }
    return verifyInstallation({ businesses, ask, keys: new AuditKeys(secrets), anchorDir });
  });
}
