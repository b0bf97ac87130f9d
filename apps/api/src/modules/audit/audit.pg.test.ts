import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';

const product = (sku: string, over: object = {}) => ({
  sku,
  name: { ru: `Чай ${sku}`, uz: `Choy ${sku}` },
  barcodes: [],
  priceTiyin: '1250000',
  vatRateBps: 1200,
  unit: 'piece',
  ikpu: null,
  packageCode: null,
  ...over,
});

describe('the audit log in the back office', () => {
  let api: TestApi;
  let owner: Asker;
  let productId: string;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    const made = await owner.ask('POST', '/v1/products', {
      body: product('T-1'),
      headers: { 'user-agent': 'Opera on a shop computer' },
    });
    productId = made.body.id;
    await owner.ask('PUT', `/v1/products/${productId}`, {
      body: { ...product('T-1', { priceTiyin: '1300000' }), version: 1 },
    });
    await owner.ask('POST', `/v1/products/${productId}/archive`, { body: { version: 2 } });
  });
  afterAll(() => api.close());

  const list = async (query = '', asker = owner) => {
    const answer = await asker.ask('GET', `/v1/audit${query}`);
    expect(answer.status).toBe(200);
    return answer.body.items;
  };
  const actions = async (query: string) => (await list(query)).map((it: { action: string }) => it.action);

  it('tells the story of a product, newest first, with who and from where', async () => {
    const items = await list(`?subjectKind=product&subjectId=${productId}`);
    expect(items).toMatchObject([
      { action: 'products/archive', before: { archived: false }, after: { archived: true } },
      { action: 'products/edit', before: { priceTiyin: '1250000' }, after: { priceTiyin: '1300000' } },
      {
        action: 'products/create',
        before: null,
        after: { sku: 'T-1', priceTiyin: '1250000' },
        actor: { kind: 'employee', id: api.a.employees.owner.id, name: 'owner of Anor' },
        subject: { kind: 'product', id: productId, name: 'T-1 · Чай T-1 / Choy T-1' },
        ip: '127.0.0.1',
        device: 'Opera on a shop computer',
        originForgotten: false,
      },
    ]);
    expect(Object.keys(items[1].after)).toEqual(['priceTiyin']);
  });

  it('writes nothing when the change is refused', async () => {
    const before = (await list()).length;
    const refused = await owner.ask('PUT', `/v1/products/${productId}`, {
      body: { ...product('T-1'), version: 1 },
    });
    expect(refused.status).toBe(409);
    expect(await list()).toHaveLength(before);
  });

  it('writes an entry for every product of an import', async () => {
    const csv = 'sku;name_ru;name_uz;price\nT-1;Чай;Choy;14000\nT-2;Кофе;Qahva;52000\n';
    const answer = await owner.ask('POST', '/v1/products/import?mode=apply', {
      body: Buffer.from(csv),
      headers: { 'content-type': 'text/csv' },
    });
    expect(answer.body).toMatchObject({ applied: true, created: 1, updated: 1 });
    expect(await list('?limit=3')).toMatchObject([
      { action: 'products/edit', before: { priceTiyin: '1300000' }, after: { priceTiyin: '1400000' } },
      { action: 'products/create', after: { sku: 'T-2' } },
      { action: 'products/import', after: { rows: 2, created: 1, updated: 1 } },
    ]);
  });

  it('writes down deliveries and the life of a till', async () => {
    const { storeId, warehouseId } = api.a;
    const till = await api.pairTerminal(api.a);
    await owner.ask('POST', `/v1/terminals/${till.terminalId}/revoke`);
    await owner.ask('POST', '/v1/deliveries', {
      body: {
        id: '01938f1e-0000-7000-8000-000000000001',
        warehouseId,
        supplierName: 'Osiyo Taʼminot',
        documentNumber: '12',
        documentDate: '2026-11-20',
        lines: [{ productId, qtyMilli: '1000', costTiyin: '900000' }],
      },
    });
    expect(storeId).toBeDefined();
    const items = await list('?limit=5');
    expect(items.map((it: { action: string }) => it.action)).toEqual([
      'deliveries/post',
      'terminals/revoke',
      'terminals/pair',
      'terminals/pairing-code',
      'terminals/create',
    ]);
    expect(items[0]).toMatchObject({
      subject: { name: '1' },
      after: { costTiyin: '900000' },
      storeName: 'Store of Anor',
    });
    expect(items[2]).toMatchObject({ actor: { kind: 'terminal', id: till.terminalId }, after: { epoch: 1 } });
    expect(JSON.stringify(items)).not.toMatch(/(?=[2-9]*[A-Z])[A-HJKMNP-Z2-9]{8}"/);
  });

  it('filters by group, person, period and text, and pages without a hole', async () => {
    expect(new Set(await actions('?group=terminals'))).toEqual(
      new Set(['terminals/create', 'terminals/pairing-code', 'terminals/pair', 'terminals/revoke']),
    );
    expect(await list(`?actorId=${api.a.employees.manager.id}`)).toEqual([]);
    expect(await actions('?text=osiyo')).toEqual(['deliveries/post']);
    expect((await actions('?text=OWNER%20OF')).length).toBeGreaterThan(3);
    expect(await actions('?text=%25')).toEqual([]);
    expect(await list('?to=2020-01-01')).toEqual([]);
    const today = new Date(api.clock.now() + 5 * 3_600_000).toISOString().slice(0, 10);
    const all = await list(`?limit=200&from=${today}&to=${today}`);
    const seqs: number[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await owner.ask('GET', `/v1/audit?limit=3${cursor && `&cursor=${cursor}`}`);
      seqs.push(...body.items.map((it: { seq: number }) => it.seq));
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(seqs).toEqual(all.map((it: { seq: number }) => it.seq));
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => seqs.length - i));
    for (const wrong of ['?from=2026-02-30', '?group=moon', '?cursor=x', '?subjectKind=ufo'])
      expect((await owner.ask('GET', `/v1/audit${wrong}`)).status, wrong).toBe(422);
  });

  it('checks itself, and says what is wrong when somebody was at the database', async () => {
    const whole = await owner.ask('POST', '/v1/audit/check');
    expect(whole.body).toMatchObject({ anchored: false, anchoredSeq: 0, damage: [] });
    expect(whole.body.entries).toBe((await list('?limit=200')).length);
    await withClient(api.database.adminUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(
        `UPDATE audit_log SET after = '{"priceTiyin": "1"}' WHERE tenant_id = $1 AND seq = 2`,
        [api.a.tenantId],
      );
    });
    const broken = await owner.ask('POST', '/v1/audit/check');
    expect(broken.body.damage).toEqual([{ kind: 'altered', seq: 2, toSeq: 2, place: null }]);
  });

  it('goes out as CSV in both languages, harmless to a spreadsheet, and says so in the log', async () => {
    await owner.ask('POST', '/v1/products', {
      body: product('X-9', { name: { ru: '=HYPERLINK("http://evil";"x")', uz: '+1' }, sku: '=1+1' }),
      headers: { 'user-agent': '@SUM(1;2)' },
    });
    const answer = await owner.ask('GET', '/v1/audit/export?group=products&language=ru');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('jowi-audit.csv');
    expect(answer.text).toContain('Цена: 12\u202f500\u00a0сум → 13\u202f000\u00a0сум');
    expect(answer.text).toContain(`"'=1+1 · =HYPERLINK(""http://evil"";""x"") / +1"`);
    expect(answer.text).toContain(`"'@SUM(1;2)"`);
    for (const cell of answer.text.matchAll(/(?:^\ufeff?|;|\r\n)"((?:[^"]|"")*)"/g))
      expect(cell[1]).not.toMatch(/^\s*[=+\-@]/);
    const uz = await owner.ask('GET', '/v1/audit/export?language=uz&group=products');
    expect(uz.text).toContain('Mahsulot yaratildi');
    expect(await list('?limit=1')).toMatchObject([
      { action: 'audit/export', after: { group: 'products' }, actor: { id: api.a.employees.owner.id } },
    ]);
  });

  it('lets those in who may read it, and shows nobody the neighbour', async () => {
    const accountant = await api.signIn(api.a.employees.accountant.phone);
    expect((await list('', accountant)).length).toBeGreaterThan(5);
    const cashier = await api.signIn(api.a.employees.cashier.phone);
    expect((await cashier.ask('GET', '/v1/audit')).status).toBe(403);
    const neighbour = await api.signIn(api.b.employees.owner.phone);
    expect(JSON.stringify(await list('', neighbour))).not.toContain('Anor');
  });

  it('shows somebody who is limited to stores what belongs to them, and the check of the whole', async () => {
    const other = '01938f1e-0000-7000-8000-0000000000aa';
    await withClient(api.database.adminUrl, async (client) => {
      const { tenantId, employees } = api.a;
      await client.query(
        `INSERT INTO store (tenant_id, id, name, address, latitude, longitude, receipt_language, pricing_policy)
         SELECT tenant_id, $2, 'Second', address, latitude, longitude, receipt_language, pricing_policy
         FROM store WHERE tenant_id = $1 LIMIT 1`,
        [tenantId, other],
      );
      const put = 'INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)';
      await client.query(put, [tenantId, employees.manager.id, api.a.storeId]);
      await client.query(put, [tenantId, employees.accountant.id, other]);
      await client.query('UPDATE employee SET all_stores = false WHERE tenant_id = $1 AND id = ANY ($2)', [
        tenantId,
        [employees.manager.id, employees.accountant.id],
      ]);
    });
    const here = await api.signIn(api.a.employees.manager.phone);
    const items = await list('?limit=200', here);
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((it: { storeName: string }) => it.storeName))).toEqual(
      new Set(['Store of Anor']),
    );
    const elsewhere = await api.signIn(api.a.employees.accountant.phone);
    expect(await list('', elsewhere)).toEqual([]);
    const check = await elsewhere.ask('POST', '/v1/audit/check');
    expect(check.body.entries).toBeGreaterThan(10);
    expect(check.body.damage.map((it: { kind: string }) => it.kind)).toEqual(['altered']);
  });
});
