import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportLines } from '../../../tooling/audit/report-lines.ts';
import { verifyDatabase } from '../../../tooling/audit/verify-database.ts';
import { startTestLog, type TestLog } from './support/audit-log.ts';
import { AUTH_SECRET } from './support/settings.ts';

describe('npm run audit:verify', () => {
  let log: TestLog;
  let dir: Awaited<ReturnType<typeof tempDir>>;

  beforeAll(async () => {
    dir = await tempDir('jowi-anchors-');
    log = await startTestLog({ anchorDir: dir.path });
    for (const tenantId of log.tenants)
      for (let i = 0; i < 3; i++)
        await log.db.withTenant(tenantId, (tx) =>
          log.trail.record(tx, {
            action: 'products/create',
            subject: { kind: 'product', name: `p${i}` },
            after: { i },
          }),
        );
    await log.anchors.flush();
  });
  afterAll(async () => {
    await log.close();
    await dir.remove();
  });

  const verify = () =>
    verifyDatabase({ appUrl: log.database.appUrl, secrets: [AUTH_SECRET], anchorDir: dir.path });
  const steal = (...texts: string[]) =>
    withClient(log.database.adminUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      for (const text of texts) await client.query(text.replaceAll('$1', `'${log.tenants[0]}'`));
    });

  it('prints a table and is content', async () => {
    const report = await verify();
    expect(report.isWhole).toBe(true);
    expect(reportLines(report)).toEqual([
      'Business  Entries  Anchored to  Log',
      'Anor            3            3  whole',
      'Anor            3            3  whole',
      'Every audit log is whole.',
    ]);
  });

  it('names what is wrong with which business', async () => {
    await steal(`UPDATE audit_log SET at = at + interval '1 hour' WHERE tenant_id = $1 AND seq = 2`);
    const report = await verify();
    expect(report.isWhole).toBe(false);
    const lines = reportLines(report);
    expect(lines.filter((line) => line.includes('DAMAGED'))).toHaveLength(1);
    expect(lines).toContain(
      '! Anor, entry 2: changed after it was written, or brought from another place (altered)',
    );
    expect(lines.at(-1)).toBe('The audit log was tampered with.');
  });

  it('misses a business that was wiped out', async () => {
    await steal(
      ...['audit_log', 'audit_head', 'retention'].map((name) => `DELETE FROM ${name} WHERE tenant_id = $1`),
      'DELETE FROM tenant WHERE id = $1',
    );
    const report = await verify();
    expect(reportLines(report)).toContain(
      `! ${log.tenants[0]}, entries 1-3: the whole log is gone; only the anchors remember it (business)`,
    );
  });
});
