import { zSignInAnswer } from '@jowi/contracts/http/auth';
import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import { withClient } from '@jowi/testkit/postgres';
import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';
import { PASSWORD } from '../../../test/support/business.ts';
import { WEB_ORIGIN } from '../../../test/support/settings.ts';
import { ACCESS_COOKIE } from '../../platform/auth/access-token.ts';
import { SESSION_COOKIE } from '../../platform/auth/people.ts';

// The real thing, counted.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

const UNKNOWN_PHONE = '+998907777777';

describe('signing in', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const enter = (phone: string, password: string, origin = WEB_ORIGIN) =>
    api.nobody.ask('POST', '/v1/auth/sign-in', { body: { phone, password }, headers: { origin } });

  it('answers who one is, and sets cookies that no script reads and no other host gets', async () => {
    const { phone, id } = api.a.employees.manager;
    const answer = await enter(phone, PASSWORD);
    expect(answer.status).toBe(200);
    const me = {
      employeeId: id,
      name: 'manager of Anor',
      role: 'manager',
      roleName: null,
      permissions: [...ROLE_TEMPLATES.manager.permissions],
      limits: ROLE_TEMPLATES.manager.limits,
      tenantId: api.a.tenantId,
      businessName: 'Anor',
      stores: [{ id: api.a.storeId, name: 'Store of Anor', warehouseId: api.a.warehouseId, isClosed: false }],
      allStores: true,
      secondFactor: { enabled: false, required: false },
      businessCount: 1,
    };
    expect(zSignInAnswer.parse(answer.body)).toEqual({ step: 'done', me });
    const cookies = [answer.headers['set-cookie'] ?? []].flat().map(String);
    expect(cookies.map((line) => line.split('=')[0]).sort()).toEqual([ACCESS_COOKIE, SESSION_COOKIE]);
    for (const line of cookies) {
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; Secure/i);
      expect(line).toMatch(/; SameSite=Lax/i);
      expect(line).toMatch(/; Path=\//i);
      expect(line).not.toMatch(/; Domain=/i);
    }
  });

  it('answers a wrong password, an unknown phone and an over-long password alike', async () => {
    const answers = [
      await enter(api.a.employees.owner.phone, 'wrong'),
      await enter(UNKNOWN_PHONE, PASSWORD),
      await enter(UNKNOWN_PHONE, 'x'.repeat(200)),
    ];
    const bodies = answers.map(({ status, body }) => ({ status, ...body.error, requestId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toEqual({ status: 401, code: 'auth/sign-in-failed', requestId: '' });
    expect(answers.flatMap(({ headers }) => headers['set-cookie'] ?? [])).toEqual([]);
  });

  it('does the same work for an unknown phone as for a wrong password', async () => {
    const work = async (phone: string, password: string) => {
      vi.mocked(verify).mockClear();
      expect((await enter(phone, password)).status).toBe(401);
      return vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4));
    };
    const known = await work(api.a.employees.owner.phone, 'wrong');
    expect(known).toEqual([['argon2id', 'v=19', 'm=19456,t=2,p=1']]);
    expect(await work(UNKNOWN_PHONE, 'wrong')).toEqual(known);
  });

  it('refuses further tries after ten failures, says for how long, and lets others in', async () => {
    api.clock.advance(11 * 60_000);
    const { phone } = api.a.employees.accountant;
    for (let i = 0; i < 10; i++) expect((await enter(phone, 'wrong')).status).toBe(401);
    const refused = await enter(phone, PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.body.error.code).toBe('common/too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await enter(api.a.employees.owner.phone, PASSWORD)).status).toBe(200);
    api.clock.advance(11 * 60_000);
    expect((await enter(phone, PASSWORD)).status).toBe(200);
  });

  it('goes on answering while a flood of passwords is being checked, and turns the rest away', async () => {
    let unanswered = 90;
    const flood = Array.from({ length: unanswered }, async (_, i) => {
      const { status } = await enter(`+99893${String(1_000_000 + i)}`, 'guess');
      unanswered -= 1;
      return status;
    });
    expect((await api.nobody.ask('GET', '/v1/auth/me')).status).toBe(401);
    expect(unanswered).toBeGreaterThan(30);
    const statuses = await Promise.all(flood);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    api.clock.advance(11 * 60_000);
  });

  it('refuses a sign-in that another site sends', async () => {
    const answer = await enter(api.a.employees.owner.phone, PASSWORD, 'https://evil.example');
    expect(answer.status).toBe(403);
    expect(answer.body.error.code).toBe('auth/origin');
  });

  it('renews the access token from the session, and knows nobody without either', async () => {
    const person = await api.signIn(api.a.employees.owner.phone);
    const first = person.jar.get(ACCESS_COOKIE);
    api.clock.advance(61_000);
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
    expect(person.jar.get(ACCESS_COOKIE)).not.toBe(first);
    person.jar.delete(SESSION_COOKIE);
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
    person.jar.delete(ACCESS_COOKIE);
    const answer = await person.ask('GET', '/v1/auth/me');
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('auth/required');
  });

  it('ends with the sign-out, also for whoever kept a copy of the cookies', async () => {
    const person = await api.signIn(api.a.employees.owner.phone);
    const kept = person.jar.header;
    const answer = await person.ask('POST', '/v1/auth/sign-out');
    expect(answer.status).toBe(204);
    expect(person.jar.header).toBe('');
    const again = await api.nobody.ask('GET', '/v1/auth/me', { headers: { cookie: kept } });
    expect(again.status).toBe(401);
    expect((await person.ask('POST', '/v1/auth/sign-out')).status).toBe(204);
  });

  it('puts a dismissed employee out within sixty seconds', async () => {
    const person = await api.signIn(api.a.employees.cashier.phone);
    await withClient(api.database.adminUrl, (client) =>
      client.query('UPDATE employee SET active = false WHERE id = $1', [api.a.employees.cashier.id]),
    );
    api.clock.advance(60_000);
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(401);
    expect((await enter(api.a.employees.cashier.phone, PASSWORD)).body.error.code).toBe(
      'auth/sign-in-failed',
    );
  });

  it('takes a changed role over within sixty seconds', async () => {
    const person = await api.signIn(api.b.employees.manager.phone);
    await withClient(api.database.adminUrl, (client) =>
      client.query(
        `UPDATE employee SET role_id = (SELECT id FROM role r WHERE r.tenant_id = employee.tenant_id AND r.kind = 'cashier')
         WHERE id = $1`,
        [api.b.employees.manager.id],
      ),
    );
    api.clock.advance(60_000);
    const answer = await person.ask('POST', '/v1/terminals', { body: { name: 'x', storeId: api.b.storeId } });
    expect(answer.status).toBe(403);
    expect(answer.body.error.code).toBe('auth/forbidden');
  });

  it('keeps passwords as argon2id with at least 19 MiB and two passes', async () => {
    const { rows } = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT password FROM auth.account'),
    );
    expect(rows.length).toBe(10);
    for (const { password } of rows) expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
