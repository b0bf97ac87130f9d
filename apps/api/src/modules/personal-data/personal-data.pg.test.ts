import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ConsentsPort } from './consents.port.ts';
import { RetentionJob } from './retention-job.ts';

const DAY_MS = 86_400_000;

describe('personal data', () => {
  let api: TestApi;
  let owner: Asker;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
  });
  afterAll(() => api.close());

  const sql = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    withClient(api.database.adminUrl, async (client) => (await client.query<Row>(text, values)).rows);
  const people = async () => (await owner.ask('GET', '/v1/personal-data/people')).body.items;
  const person = async (id: string) =>
    (await people()).find((it: { employeeId: string }) => it.employeeId === id);
  const anonymise = (id: string, name: string, asker = owner) =>
    asker.ask('POST', `/v1/personal-data/people/${id}/anonymise`, { body: { name, language: 'ru' } });
  const isWhole = async () => {
    const { body } = await owner.ask('POST', '/v1/audit/check');
    expect(body.damage).toEqual([]);
  };

  it('lists everybody with a shortened phone and what she allowed', async () => {
    expect(await people()).toHaveLength(5);
    expect(await person(api.a.employees.cashier.id)).toMatchObject({
      name: 'cashier of Anor',
      phone: expect.stringMatching(/^\+998 90 \*{3} \*{2} \d\d$/),
      isOwner: false,
      isAnonymised: false,
      consent: null,
    });
  });

  it('notes consent: on a form, on paper, and taken back', async () => {
    const { tenantId, employees } = api.a;
    await api.app.get(KyselyDb).withTenant(tenantId, (tx) =>
      api.app.get(ConsentsPort, { strict: false }).record(tx, {
        tenantId,
        employeeId: employees.manager.id,
        language: 'uz',
        source: 'invitation',
      }),
    );
    expect((await person(employees.manager.id)).consent).toMatchObject({
      kind: 'given',
      language: 'uz',
      source: 'invitation',
      textVersion: expect.stringMatching(/^2026-/),
      atMs: api.clock.now(),
    });
    api.clock.advance(1_000);
    const back = await owner.ask('POST', `/v1/personal-data/people/${employees.manager.id}/consent`, {
      body: { kind: 'withdrawn', language: 'uz' },
    });
    expect(back.body.consent).toMatchObject({ kind: 'withdrawn', source: 'back-office' });
    const log = await owner.ask('GET', '/v1/audit?group=personal-data');
    expect(log.body.items.map((it: { action: string }) => it.action)).toEqual([
      'personal-data/consent-withdraw',
      'personal-data/consent',
    ]);
    await isWhole();
  });

  it('hands a person what is known of her, as a file for machines and one to read', async () => {
    const { id, phone } = api.a.employees.accountant;
    await api.signIn(phone);
    const json = await owner.ask('GET', `/v1/personal-data/people/${id}/export`);
    expect(json.headers['content-disposition']).toBe(`attachment; filename="jowi-person-${id}.json"`);
    expect(JSON.parse(json.text)).toMatchObject({
      form: 'jowi-person-1',
      business: 'Anor',
      person: { id, name: 'accountant of Anor', phone, role: 'accountant', stores: null, hasPin: false },
      account: { phone, sessions: [{ ip: expect.anything() }] },
      work: { receipts: 0, shifts: 0, deliveries: 0, approvals: 0 },
    });
    expect(json.text).not.toMatch(/password|"token|pin_|hash/i);
    const name = '<img src=x onerror=alert(1)>';
    await sql('UPDATE employee SET name = $2 WHERE id = $1', id, name);
    const html = await owner.ask('GET', `/v1/personal-data/people/${id}/export?format=html&language=uz`);
    expect(html.headers['content-type']).toContain('text/html');
    expect(html.headers['content-disposition']).toContain('attachment');
    expect(html.text).toContain('Shaxsiy maʼlumotlar');
    expect(html.text).not.toContain('<img');
    expect(html.text).not.toMatch(/>undefined<|\[object/);
    await sql('UPDATE employee SET name = $2 WHERE id = $1', id, 'accountant of Anor');
    const log = await owner.ask('GET', '/v1/audit?limit=1');
    expect(log.body.items[0]).toMatchObject({ action: 'personal-data/export', after: { format: 'html' } });
  });

  it('does not forget somebody by mistake, nor the last owner, nor whoever asks', async () => {
    const { owner: boss, cashier } = api.a.employees;
    const wrong = await anonymise(cashier.id, 'somebody else');
    expect([wrong.status, wrong.body.error]).toMatchObject([
      422,
      { code: 'personal-data/name-mismatch', field: 'name', params: { name: 'cashier of Anor' } },
    ]);
    expect((await anonymise(boss.id, 'owner of Anor')).body.error.code).toBe('personal-data/yourself');
    const manager = await api.signIn(api.a.employees.manager.phone);
    expect((await anonymise(cashier.id, 'cashier of Anor', manager)).status).toBe(403);
    const [role] = await sql<{ id: string }>(
      `SELECT id FROM role WHERE tenant_id = $1 AND kind = 'owner' AND name IS NULL`,
      api.a.tenantId,
    );
    const clerk = api.a.employees['stock-keeper'];
    await sql(
      `INSERT INTO role (tenant_id, id, kind, name, permissions, limits) SELECT tenant_id, gen_random_uuid(), kind,
         'Clerk', ARRAY['personal-data/manage'], limits FROM role WHERE id = $1`,
      role?.id,
    );
    await sql(
      `UPDATE employee SET role_id = (SELECT id FROM role WHERE name = 'Clerk') WHERE id = $1`,
      clerk.id,
    );
    const asker = await api.signIn(clerk.phone);
    expect((await anonymise(boss.id, 'owner of Anor', asker)).body.error.code).toBe('staff/above-you');
    await sql('UPDATE employee SET role_id = $2 WHERE id = $1', clerk.id, role?.id);
    const second = await api.signIn(clerk.phone);
    await sql('UPDATE employee SET user_id = NULL WHERE id = $1', clerk.id);
    expect((await anonymise(boss.id, 'owner of Anor', second)).body.error.code).toBe('staff/last-owner');
    await sql('UPDATE employee SET active = false WHERE id = $1', clerk.id);
    expect((await anonymise(cashier.id, 'cashier of Anor', second)).body.error.code).toBe('auth/required');
    await sql('UPDATE employee SET active = true WHERE id = $1', clerk.id);
    expect((await anonymise(api.b.employees.cashier.id, 'cashier of Bodom')).status).toBe(404);
  });

  it('lets nobody at it who is limited to stores', async () => {
    const { manager } = api.a.employees;
    await sql(
      `UPDATE role SET permissions = permissions || '{personal-data/manage}' WHERE tenant_id = $1 AND kind = 'manager'`,
      api.a.tenantId,
    );
    await sql('UPDATE employee SET all_stores = false WHERE id = $1', manager.id);
    await sql(
      'INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)',
      api.a.tenantId,
      manager.id,
      api.a.storeId,
    );
    const limited = await api.signIn(manager.phone);
    const refused = await limited.ask('GET', '/v1/personal-data/people');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'personal-data/whole-business']);
  });

  it('forgets a cashier for ever, and keeps her receipts and the log whole', async () => {
    const { till, push } = await startSellingTill(api, api.a, 'Books');
    const tea = await owner.ask('POST', '/v1/products', {
      body: {
        sku: 'P-1',
        name: { ru: 'Чай', uz: 'Choy' },
        barcodes: [],
        priceTiyin: '1000000',
        vatRateBps: null,
        unit: 'piece',
        ikpu: null,
        packageCode: null,
      },
    });
    await push(till.sell([{ productId: tea.body.id, qtyMilli: 1000, priceTiyin: 1_000_000 }]));
    // The tills of the tests sell as nobody in particular: this one sells as the cashier.
    const { id } = api.a.employees.cashier;
    const [receipt] = await sql<{ id: string }>(
      'UPDATE receipt SET employee_id = $2 WHERE tenant_id = $1 RETURNING id',
      api.a.tenantId,
      id,
    );
    const victim = await person(id);
    const [row] = await sql<{ phone: string; user_id: string }>('SELECT * FROM employee WHERE id = $1', id);
    const userId = row?.user_id;
    const herself = await api.signIn(row?.phone as string);
    await owner.ask('PUT', `/v1/products/${tea.body.id}`, {
      body: { ...tea.body, version: 1, priceTiyin: '1100000' },
    });
    const totals = () => sql(`SELECT sum(debit_tiyin)::text AS d, sum(credit_tiyin)::text AS c FROM posting`);
    const before = await totals();

    const done = await anonymise(id, `  ${victim.name.toUpperCase()} `);
    expect(done.body).toMatchObject({
      name: 'Бывший сотрудник 1',
      phone: null,
      active: false,
      isAnonymised: true,
    });
    const shown = await owner.ask('GET', `/v1/receipts/${receipt?.id}`);
    expect(shown.body.cashierName).toBe('Бывший сотрудник 1');
    expect((await owner.ask('GET', `/v1/staff/${id}`)).status).toBe(404);
    expect((await owner.ask('GET', '/v1/staff?state=all')).text).not.toContain('Бывший');
    expect(await totals()).toEqual(before);
    const everything = await sql<{ all: string }>(
      `SELECT coalesce(json_agg(t), '[]')::text AS all FROM (
         SELECT to_jsonb(e) FROM employee e WHERE id = $1 UNION ALL SELECT to_jsonb(c) FROM consent c WHERE employee_id = $1
         UNION ALL SELECT to_jsonb(p) FROM audit_personal p WHERE person_id IN ($1::text, $2)
         UNION ALL SELECT to_jsonb(l) FROM audit_log l) t`,
      id,
      userId,
    );
    expect(everything[0]?.all).not.toContain(victim.name);
    expect(await sql('SELECT 1 FROM auth."user" WHERE id = $1', userId)).toEqual([]);
    api.clock.advance(61_000);
    expect((await herself.ask('GET', '/v1/auth/me')).status).toBe(401);
    owner = await api.signIn(api.a.employees.owner.phone);
    await isWhole();

    expect((await anonymise(id, 'Бывший сотрудник 1')).body.error.code).toBe('personal-data/anonymised');
    await expect(sql(`UPDATE employee SET name = 'Back again' WHERE id = $1`, id)).rejects.toThrow(
      'anonymous for ever',
    );
    const twice = await owner.ask('POST', `/v1/personal-data/people/${id}/consent`, {
      body: { kind: 'given', language: 'ru' },
    });
    expect(twice.body.error.code).toBe('personal-data/anonymised');
  });

  it('lets one of two win who forget the same person at once', async () => {
    const { id } = api.a.employees.accountant;
    const answers = await Promise.all([1, 2, 3].map(() => anonymise(id, 'accountant of Anor')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect(await sql('SELECT number FROM anonymised_employee WHERE employee_id = $1', id)).toEqual([
      { number: 2 },
    ]);
  });

  it('keeps an account that opens another business', async () => {
    const { id, phone } = api.b.employees.manager;
    const [row] = await sql<{ user_id: string }>('SELECT user_id FROM employee WHERE id = $1', id);
    await sql('UPDATE employee SET user_id = $2 WHERE id = $1', api.a.employees.manager.id, row?.user_id);
    const neighbour = await api.signIn(api.b.employees.owner.phone);
    const done = await anonymise(id, 'manager of Bodom', neighbour);
    expect(done.status).toBe(200);
    expect(await sql('SELECT "phoneNumber" AS phone FROM auth."user" WHERE id = $1', row?.user_id)).toEqual([
      { phone },
    ]);
  });

  it('forgets addresses, sessions and invitations when their time is over, and the log still verifies', async () => {
    const { body: periods } = await owner.ask('GET', '/v1/personal-data/retention');
    expect(periods).toEqual({
      version: 1,
      auditOriginDays: 365,
      sessionDays: 90,
      invitationDays: 30,
      appliedAtMs: null,
    });
    const change = { version: 1, auditOriginDays: 30, sessionDays: 1, invitationDays: 1 };
    for (const wrong of [
      { auditOriginDays: 29 },
      { sessionDays: 0 },
      { invitationDays: 1.5 },
      { sessionDays: 99_999 },
    ])
      expect(
        (await owner.ask('PUT', '/v1/personal-data/retention', { body: { ...change, ...wrong } })).status,
      ).toBe(422);
    expect((await owner.ask('PUT', '/v1/personal-data/retention', { body: change })).body.version).toBe(2);
    expect((await owner.ask('PUT', '/v1/personal-data/retention', { body: change })).status).toBe(409);
    const nothing = await owner.ask('POST', '/v1/personal-data/retention/apply');
    expect(nothing.body).toMatchObject({ origins: 0 });

    const count = async () =>
      Number(
        (
          await sql<{ n: string }>(
            'SELECT count(*) AS n FROM audit_origin WHERE tenant_id = $1',
            api.a.tenantId,
          )
        )[0]?.n,
      );
    const before = await count();
    expect(before).toBeGreaterThan(5);
    api.clock.advance(31 * DAY_MS);
    owner = await api.signIn(api.a.employees.owner.phone);
    const job = api.app.get(RetentionJob, { strict: false });
    expect(await job.run()).toBe(2);
    expect(await job.run()).toBe(0);
    expect(await count()).toBeLessThan(5);
    const log = await owner.ask('GET', '/v1/audit?limit=200');
    const [run] = log.body.items.filter(
      (it: { action: string }) => it.action === 'personal-data/retention-apply',
    );
    expect(run).toMatchObject({ actor: { kind: 'system' }, after: { origins: expect.any(Number) } });
    expect(run.after.origins).toBeGreaterThan(5);
    const old = log.body.items.find((it: { action: string }) => it.action === 'products/create');
    expect(old).toMatchObject({ ip: null, device: null, originForgotten: true });
    await isWhole();
  });
});
