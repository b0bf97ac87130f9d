import { withClient } from '@jowi/testkit/postgres';
import { tempDir } from '@jowi/testkit/temp-dir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestLog, type TestLog } from '../../../test/support/audit-log.ts';
import { runInRequestScope } from '../http/request-scope.ts';
import type { AuditEntry } from './audit-entry.ts';

const priceChange = (name: string, from: string, to: string): AuditEntry => ({
  action: 'products/edit',
  subject: { kind: 'product', id: name, name },
  before: { name, priceTiyin: from, unit: 'piece' },
  after: { name, priceTiyin: to, unit: 'piece' },
});

describe('the audit log', () => {
  let log: TestLog;

  beforeAll(async () => {
    log = await startTestLog();
  });
  afterAll(() => log.close());

  const record = (tenantId: string, ...entries: AuditEntry[]) =>
    log.db.withTenant(tenantId, (tx) => log.trail.recordAll(tx, entries));
  const rows = async (tenantId: string) =>
    withClient(log.database.adminUrl, async (client) => {
      const found = await client.query('SELECT * FROM audit_log WHERE tenant_id = $1 ORDER BY seq', [
        tenantId,
      ]);
      return found.rows;
    });

  it('keeps who, when, from where, what, before and after', async () => {
    const [tenantId] = log.tenants;
    const scope = { requestId: 'request-1', ip: '10.1.2.3', device: 'Firefox' };
    const person = { employeeId: 'e-1' };
    await runInRequestScope({ ...scope, person } as never, () =>
      record(tenantId, priceChange('Choy', '100', '150')),
    );
    const [row] = await rows(tenantId);
    expect(row).toMatchObject({
      seq: '1',
      action: 'products/edit',
      actor_kind: 'employee',
      actor_id: 'e-1',
      subject_kind: 'product',
      subject_name: 'Choy',
      before: { priceTiyin: '100' },
      after: { priceTiyin: '150' },
      request_id: 'request-1',
      prev_mac: '',
    });
    expect(row.at.getTime()).toBe(log.clock.now());
    const origin = await withClient(log.database.adminUrl, (client) =>
      client.query('SELECT ip, device FROM audit_origin WHERE tenant_id = $1', [tenantId]),
    );
    expect(origin.rows).toEqual([{ ip: '10.1.2.3', device: 'Firefox' }]);
    expect(await log.verify(tenantId)).toMatchObject({ entries: 1, damage: [] });
  });

  it('keeps the same in a transaction of Prisma', async () => {
    const [, tenantId] = log.tenants;
    await log.prisma.withTenant(tenantId, async (tx) => {
      await log.trail.record(tx, priceChange('Non', '400000', '450000'));
      await log.trail.record(tx, {
        action: 'products/archive',
        subject: { kind: 'product', id: 'Non', name: 'Non' },
      });
    });
    expect((await rows(tenantId)).map(({ action }) => action)).toEqual(['products/edit', 'products/archive']);
    expect(await log.verify(tenantId)).toMatchObject({ entries: 2, damage: [] });
  });

  it('is gone with the change when the transaction fails, and leaves no gap', async () => {
    const tenantId = await log.addTenant();
    await record(tenantId, priceChange('a', '1', '2'));
    const failing = log.db.withTenant(tenantId, async (tx) => {
      await log.trail.record(tx, priceChange('b', '1', '2'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await record(tenantId, priceChange('c', '1', '2'));
    expect((await rows(tenantId)).map(({ seq, subject_name }) => [seq, subject_name])).toEqual([
      ['1', 'a'],
      ['2', 'c'],
    ]);
    expect(await log.verify(tenantId)).toMatchObject({ entries: 2, damage: [] });
  });

  it('numbers without gaps whoever writes at once', async () => {
    const tenantId = await log.addTenant();
    await Promise.all(Array.from({ length: 40 }, (_, i) => record(tenantId, priceChange(`p${i}`, '1', '2'))));
    const seqs = (await rows(tenantId)).map(({ seq }) => Number(seq));
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(await log.verify(tenantId)).toMatchObject({ entries: 40, damage: [] });
  });

  it('takes the entries of an import in one go', async () => {
    const tenantId = await log.addTenant();
    await record(tenantId, ...Array.from({ length: 2_500 }, (_, i) => priceChange(`p${i}`, '1', '2')));
    expect(await log.verify(tenantId)).toMatchObject({ entries: 2_500, damage: [] });
  });

  it('survives what jsonb does to values, and texts that PostgreSQL refuses', async () => {
    const tenantId = await log.addTenant();
    const odd = {
      z: 1,
      a: [1.5, -0, 1e21, 5e-7, true, null, { y: 'ʻ', b: '\u2028' }],
      nul: 'a\u0000b',
      half: 'x\ud800',
      big: 12345678901234567890n,
      when: new Date(0),
      none: undefined,
      long: 'я'.repeat(2_000),
      __proto__x: 1,
    };
    await record(tenantId, {
      action: 'settings/change',
      subject: { kind: 'settings', name: 'N\u0000' },
      after: odd,
    });
    const [row] = await rows(tenantId);
    expect(row.after).toMatchObject({
      nul: 'ab',
      big: '12345678901234567890',
      when: '1970-01-01T00:00:00.000Z',
    });
    expect(row.after.long).toHaveLength(500);
    expect(await log.verify(tenantId)).toMatchObject({ entries: 1, damage: [] });
  });

  it('refuses to change, delete and truncate, to the server and to the owner of the tables', async () => {
    const [tenantId] = log.tenants;
    const attempts = [
      `UPDATE audit_log SET after = '{}'`,
      'DELETE FROM audit_log',
      'TRUNCATE audit_log CASCADE',
      'DELETE FROM audit_head',
      `UPDATE audit_head SET seq = 0`,
      `UPDATE audit_origin SET ip = '1.1.1.1'`,
      'TRUNCATE audit_origin',
      `UPDATE audit_personal SET data = '{}'`,
    ];
    for (const url of [log.database.appUrl, log.database.ownerUrl, log.database.adminUrl])
      for (const attempt of attempts)
        await withClient(url, async (client) => {
          await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
          await expect(client.query(attempt), attempt).rejects.toThrow(
            /permission denied|never changed or deleted|only moves forward/,
          );
        });
    expect(await log.verify(tenantId)).toMatchObject({ damage: [] });
  });

  it('anchors what was committed, and only that', async () => {
    await using dir = await tempDir('jowi-anchors-');
    const anchored = await startTestLog({ anchorDir: dir.path });
    try {
      const [tenantId] = anchored.tenants;
      const write = (name: string, fails = false) =>
        anchored.db.withTenant(tenantId, async (tx) => {
          await anchored.trail.record(tx, priceChange(name, '1', '2'));
          if (fails) throw new Error('no');
        });
      await write('a');
      await write('b', true).catch(() => undefined);
      await anchored.anchors.flush();
      await write('c');
      await write('d');
      await anchored.anchors.flush();
      const { anchors, damaged } = await anchored.readAnchors();
      expect(damaged).toEqual([]);
      expect(anchors.map(({ seq }) => seq)).toEqual([1, 3]);
      expect(await anchored.verify(tenantId)).toMatchObject({
        entries: 3,
        anchors: 2,
        anchoredSeq: 3,
        damage: [],
      });
    } finally {
      await anchored.close();
    }
  });

  it('keeps what it says of a person apart from the chain', async () => {
    const tenantId = await log.addTenant();
    await record(tenantId, {
      action: 'staff/edit',
      subject: { kind: 'employee', id: 'e-7', name: 'Dilnoza' },
      before: { name: 'Dilnoza', phone: '+998901234567', color: 1 },
      after: { name: 'Dilnoza Karimova', phone: '+998907654321', color: 2 },
    });
    const [row] = await rows(tenantId);
    expect(JSON.stringify(row)).not.toMatch(/Dilnoza|\+998/);
    expect(row).toMatchObject({ before: { color: 1 }, after: { color: 2 } });
    const { rows: apart } = await withClient(log.database.adminUrl, (client) =>
      client.query('SELECT person_id, data FROM audit_personal WHERE tenant_id = $1', [tenantId]),
    );
    expect(apart).toEqual([
      {
        person_id: 'e-7',
        data: {
          name: 'Dilnoza',
          before: { name: 'Dilnoza', phone: '+998 90 *** ** 67' },
          after: { name: 'Dilnoza Karimova', phone: '+998 90 *** ** 21' },
        },
      },
    ]);
  });
});
