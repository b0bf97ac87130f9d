import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestLog, type TestLog } from '../../../test/support/audit-log.ts';
import { runInRequestScope } from '../http/request-scope.ts';
import { AuditKeys } from './audit-keys.ts';

const ENTRIES = 12;

/** Somebody with all rights on the database and time, but without the key: the superuser, triggers switched off. */
describe('what a thief with the whole database leaves behind', () => {
  let log: TestLog;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let tenantId: string;
  let neighbour: string;

  beforeAll(async () => {
    dir = await tempDir('jowi-anchors-');
    log = await startTestLog({ anchorDir: dir.path });
  });
  afterAll(async () => {
    await log.close();
    await dir.remove();
  });

  beforeEach(async () => {
    tenantId = await log.addTenant();
    neighbour = await log.addTenant();
    await fill(neighbour);
    await fill(tenantId);
  });

  const fill = async (id: string, count = ENTRIES) => {
    const scope = { requestId: 'r', ip: '10.0.0.1', device: 'Firefox' };
    for (let i = 1; i <= count; i++)
      await runInRequestScope(scope, () =>
        log.db.withTenant(id, (tx) =>
          log.trail.record(tx, {
            action: 'staff/edit',
            subject: { kind: 'employee', id: `e-${i % 3}`, name: `Person ${i % 3}` },
            before: { color: i, name: `Person ${i % 3}` },
            after: { color: i + 1, name: `Person ${i % 3} ` },
            storeId: '01938f1e-0000-7000-8000-000000000001',
          }),
        ),
      );
  };
  const anchor = () => log.anchors.flush();
  const steal = (text: string, ...values: unknown[]) =>
    withClient(log.database.adminUrl, async (client: pg.Client) => {
      await client.query('SET session_replication_role = replica');
      const { rowCount } = await client.query(text, [tenantId, ...values]);
      return rowCount;
    });
  const found = async (id = tenantId) =>
    (await log.verify(id)).damage.map(({ kind, seq, toSeq }) =>
      seq === toSeq ? `${kind} ${seq}` : `${kind} ${seq}-${toSeq}`,
    );

  it('nothing, when nobody was there', async () => {
    await anchor();
    expect(await log.verify(tenantId)).toMatchObject({ entries: ENTRIES, anchoredSeq: ENTRIES, damage: [] });
    expect(await found(neighbour)).toEqual([]);
  });

  const edits: [string, string][] = [
    ['action', `'products/edit'`],
    ['actor_kind', `'terminal'`],
    ['actor_id', `'somebody else'`],
    ['subject_kind', `'role'`],
    ['subject_id', `'e-9'`],
    ['subject_name', `'x'`],
    ['store_id', 'NULL'],
    ['before', `'{"color": 5, "name": "…", "more": 1}'`],
    ['after', 'NULL'],
    ['after', `'{"color": 7, "name": "…"}'`],
    ['request_id', `'other'`],
    ['mac', `repeat('0', 64)`],
  ];
  it.each(edits)('an edited column: %s', async (column, value) => {
    expect(await steal(`UPDATE audit_log SET ${column} = ${value} WHERE tenant_id = $1 AND seq = 5`)).toBe(1);
    expect(await found()).toContain('altered 5');
  });

  it.each([
    ['a year', `interval '1 year'`],
    ['a microsecond', `interval '1 microsecond'`],
  ])('another time, by %s', async (_, by) => {
    await steal(`UPDATE audit_log SET at = at - ${by} WHERE tenant_id = $1 AND seq = 5`);
    expect(await found()).toEqual(['altered 5']);
  });

  it('the digests of what stands beside an entry', async () => {
    await steal(`UPDATE audit_log SET origin_digest = NULL WHERE tenant_id = $1 AND seq = 5`);
    await steal(`UPDATE audit_log SET personal_digest = NULL WHERE tenant_id = $1 AND seq = 6`);
    expect(await found()).toEqual(['altered 5', 'altered 6']);
  });

  it('another name of the key', async () => {
    await steal(`UPDATE audit_log SET key_id = 'x' WHERE tenant_id = $1 AND seq = 5`);
    expect(await found()).toEqual(['key 5']);
  });

  it('an entry deleted from the middle, and several', async () => {
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 5');
    expect(await found()).toEqual(['missing 5']);
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq IN (1, 6, 7, 8)');
    expect(await found()).toEqual(['missing 1', 'missing 5-8']);
  });

  it('a deletion with all numbers after it moved up', async () => {
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 5');
    for (let seq = 6; seq <= ENTRIES; seq++)
      await steal('UPDATE audit_log SET seq = seq - 1 WHERE tenant_id = $1 AND seq = $2', seq);
    await steal('UPDATE audit_head SET seq = seq - 1 WHERE tenant_id = $1');
    expect(await found()).toContain('altered 5');
  });

  it('the newest entries deleted', async () => {
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq > 9');
    expect(await found()).toEqual(['missing 10-12']);
  });

  it('the newest entries deleted and the head set back to fit: only the anchor knows', async () => {
    const setBack = async () => {
      await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq > 9');
      await steal(
        `UPDATE audit_head SET seq = 9, mac = (SELECT mac FROM audit_log l WHERE l.tenant_id = $1 AND seq = 9)
         WHERE tenant_id = $1`,
      );
    };
    await anchor();
    await setBack();
    expect(await found()).toEqual(['missing 10-12']);
  });

  it('everything truncated, heads and all', async () => {
    await anchor();
    await withClient(log.database.adminUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query('TRUNCATE audit_log, audit_origin, audit_personal');
    });
    expect(await found()).toEqual(['missing 1-12']);
    await steal(`UPDATE audit_head SET seq = 0, mac = '' WHERE tenant_id = $1`);
    expect(await found()).toEqual(['missing 1-12']);
    await steal('DELETE FROM audit_head WHERE tenant_id = $1');
    expect(await found()).toEqual(['head 0', 'missing 1-12']);
  });

  it('a tail written anew with right numbers and links, without the key', async () => {
    await anchor();
    await steal(
      `UPDATE audit_log SET after = '{"color": 1}', mac = md5(seq::text) || md5('x') WHERE tenant_id = $1 AND seq > 9`,
    );
    await steal(`UPDATE audit_log l SET prev_mac = (SELECT mac FROM audit_log p WHERE p.tenant_id = $1 AND p.seq = l.seq - 1)
      WHERE tenant_id = $1 AND seq > 9`);
    await steal(
      `UPDATE audit_head SET mac = (SELECT mac FROM audit_log WHERE tenant_id = $1 AND seq = 12) WHERE tenant_id = $1`,
    );
    expect(await found()).toEqual(['altered 10', 'altered 11', 'altered 12', 'rewritten 12']);
  });

  it('a tail cut off and written anew by the true server: an honest chain, but not the one that was anchored', async () => {
    await anchor();
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq > 9');
    await steal('DELETE FROM audit_origin WHERE tenant_id = $1 AND seq > 9');
    await steal('DELETE FROM audit_personal WHERE tenant_id = $1 AND seq > 9');
    await steal(`UPDATE audit_head SET seq = 9, mac = (SELECT mac FROM audit_log WHERE tenant_id = $1 AND seq = 9)
      WHERE tenant_id = $1`);
    await fill(tenantId, 5);
    expect(await found()).toEqual(['rewritten 12']);
  });

  it('two entries exchanged', async () => {
    for (const [from, to] of [
      [5, 1005],
      [6, 5],
      [1005, 6],
    ])
      await steal('UPDATE audit_log SET seq = $3 WHERE tenant_id = $1 AND seq = $2', from, to);
    expect(await found()).toEqual(['link 5', 'altered 5', 'link 6', 'altered 6', 'link 7']);
  });

  it('an entry of another business moved here', async () => {
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 5');
    await steal('UPDATE audit_log SET tenant_id = $1 WHERE tenant_id = $2 AND seq = 5', neighbour);
    expect(await found()).toContain('altered 5');
    expect(await found(neighbour)).toEqual(['missing 5']);
  });

  it('a copy of an entry at the end', async () => {
    await steal(`INSERT INTO audit_log SELECT tenant_id, 13, at, action, actor_kind, actor_id, subject_kind, subject_id,
      subject_name, store_id, before, after, request_id, origin_digest, personal_digest, key_id,
      (SELECT mac FROM audit_log WHERE tenant_id = $1 AND seq = 12), mac FROM audit_log WHERE tenant_id = $1 AND seq = 5`);
    expect(await found()).toEqual(['head 12', 'altered 13']);
  });

  it('what stands beside an entry, changed, exchanged or deleted without a reason in the log', async () => {
    await steal(`UPDATE audit_origin SET ip = '10.9.9.9' WHERE tenant_id = $1 AND seq = 3`);
    await steal(`UPDATE audit_personal SET data = '{"name": "Somebody"}' WHERE tenant_id = $1 AND seq = 4`);
    await steal('DELETE FROM audit_origin WHERE tenant_id = $1 AND seq = 5');
    await steal('DELETE FROM audit_personal WHERE tenant_id = $1 AND seq = 6');
    expect(await found()).toEqual([
      'origin-altered 3',
      'personal-altered 4',
      'origin-gone 5',
      'personal-gone 6',
    ]);
  });

  it('nothing, when what stands beside was forgotten for a reason that stands in the log', async () => {
    await log.db.withTenant(tenantId, async (tx) => {
      await tx.deleteFrom('audit_origin').where('seq', '<=', 7n).execute();
      await log.trail.record(tx, {
        action: 'personal-data/retention-apply',
        subject: { kind: 'business', id: tenantId },
        after: { origins: 7, originsForgottenUpToSeq: 7 },
      });
      await tx.deleteFrom('audit_personal').where('person_id', '=', 'e-1').execute();
      await log.trail.record(tx, {
        action: 'personal-data/anonymise',
        subject: { kind: 'employee', id: 'e-1' },
      });
    });
    expect(await found()).toEqual([]);
    await steal('DELETE FROM audit_origin WHERE tenant_id = $1 AND seq = 8');
    await steal('DELETE FROM audit_personal WHERE tenant_id = $1 AND seq = 9');
    expect(await found()).toEqual(['origin-gone 8', 'personal-gone 9']);
  });

  it('an older copy of the whole database put back', async () => {
    const before = await withClient(log.database.adminUrl, (client) =>
      client.query('SELECT seq, mac FROM audit_head WHERE tenant_id = $1', [tenantId]),
    );
    await fill(tenantId, 3);
    await anchor();
    await steal('DELETE FROM audit_log WHERE tenant_id = $1 AND seq > 12');
    await steal('UPDATE audit_head SET seq = $2, mac = $3 WHERE tenant_id = $1', 12, before.rows[0].mac);
    expect(await found()).toEqual(['missing 13-15']);
  });

  it('edited, deleted and invented lines of the anchors themselves', async () => {
    await anchor();
    await fill(tenantId, 1);
    await anchor();
    const [name = ''] = await readdir(dir.path);
    const file = join(dir.path, name);
    const text = await readFile(file, 'utf8');
    const lines = text.trimEnd().split('\n');
    const damagedBy = async (changed: string) => {
      await writeFile(file, changed);
      const { damaged } = await log.readAnchors();
      await writeFile(file, text);
      return damaged;
    };
    const last = lines.length;
    expect(await damagedBy(text)).toEqual([]);
    expect(await damagedBy(text.replace(/"seq":13/, '"seq":12'))).toEqual([`${name}:${last}`]);
    expect(await damagedBy(`${lines.toSpliced(0, 1).join('\n')}\n`)).toEqual([`${name}:1`]);
    expect(await damagedBy(`${text}not a line\n`)).toEqual([`${name}:${last + 1}`]);
    expect(await damagedBy(`${text}${lines.at(-1)}\n`)).toEqual([`${name}:${last + 1}`]);
    // Cut short by a power cut: what was whole counts.
    await appendFile(file, '{"tenantId":"');
    expect((await log.readAnchors()).damaged).toEqual([]);
    await writeFile(file, text);
  });

  it('the work of a former key stays checkable, that of a foreign one does not', async () => {
    const foreign = new AuditKeys(['a key that nobody here ever had, 32 letters']);
    expect(foreign.has(log.keys.currentId)).toBe(false);
    const both = new AuditKeys([
      'the new secret of the installation, 32+',
      'the secret of the tests, 32 letters and more',
    ]);
    expect(both.has(log.keys.currentId)).toBe(true);
    expect(both.currentId).not.toBe(log.keys.currentId);
  });
});
