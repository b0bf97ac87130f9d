import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, askerOf, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { setUpSecondFactor, totpOf } from '../../../test/support/authenticator.ts';
import { PASSWORD, testId } from '../../../test/support/business.ts';
import { CookieJar } from '../../../test/support/cookie-jar.ts';

const MINUTE_MS = 60_000;
const NEW_PASSWORD = 'walnut-lantern-58';

describe('one’s own account', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());
  beforeEach(() => api.clock.advance(11 * MINUTE_MS));

  const sql = (text: string, ...values: unknown[]) =>
    withClient(api.database.adminUrl, (client) => client.query(text, values));
  const enter = async (phone: string, password = PASSWORD) => {
    const person = askerOf(api.app, new CookieJar());
    const answer = await person.ask('POST', '/v1/auth/sign-in', { body: { phone, password } });
    return { person, answer };
  };
  const security = async (person: Asker) => (await person.ask('GET', '/v1/account/security')).body;

  it('changes the password, ends the other sessions and stays in this one', async () => {
    const { phone } = api.a.employees.manager;
    const [here, there] = [await api.signIn(phone), await api.signIn(phone)];
    const change = (current: string, next: string) =>
      here.ask('POST', '/v1/account/password', { body: { current, next } });
    expect((await change('wrong', NEW_PASSWORD)).body.error).toMatchObject({
      code: 'account/password-wrong',
      field: 'current',
    });
    for (const [next, code] of [
      [PASSWORD, 'account/password-same'],
      ['iloveyou1', 'account/password-common'],
      [phone.slice(1), 'account/password-like-phone'],
    ] as const)
      expect((await change(PASSWORD, next)).body.error).toMatchObject({ code, field: 'next' });
    expect((await change(PASSWORD, NEW_PASSWORD)).status).toBe(204);
    expect((await here.ask('GET', '/v1/auth/me')).status).toBe(200);
    expect((await there.ask('GET', '/v1/auth/me')).status).toBe(401);
    expect((await enter(phone)).answer.status).toBe(401);
    expect((await enter(phone, NEW_PASSWORD)).answer.status).toBe(200);
    expect((await security(here)).passwordChangedAtMs).toBe(api.clock.now());
  });

  it('lets nobody guess the password at an open screen', async () => {
    const person = await api.signIn(api.a.employees.accountant.phone);
    const guess = (current: string) =>
      person.ask('POST', '/v1/account/password', { body: { current, next: NEW_PASSWORD } });
    for (let i = 0; i < 10; i++) expect((await guess('wrong')).status).toBe(422);
    const refused = await guess(PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('asks for the password before a second factor is set up, when the sign-in is old', async () => {
    const person = await api.signIn(api.a.employees.owner.phone);
    const setUp = (body: object) => person.ask('POST', '/v1/account/second-factor/set-up', { body });
    expect((await setUp({})).status).toBe(200);
    api.clock.advance(10 * MINUTE_MS + 1);
    expect((await setUp({})).body.error).toMatchObject({
      code: 'account/password-required',
      field: 'password',
    });
    expect((await setUp({ password: 'wrong' })).body.error.code).toBe('account/password-wrong');
    const { body } = await setUp({ password: PASSWORD });
    expect(body.uri).toContain(`secret=${body.secret}`);
    // Nothing is in force before the first right code.
    expect((await enter(api.a.employees.owner.phone)).answer.body.step).toBe('done');
    expect((await security(person)).secondFactor).toMatchObject({ enabledAtMs: null });
  });

  it('sets up, renews recovery codes and switches off; the latter by password and code', async () => {
    const { phone } = api.a.employees.owner;
    const person = await api.signIn(phone);
    const elsewhere = await api.signIn(phone);
    const { secret, recoveryCodes } = await setUpSecondFactor(api, person);
    expect((await security(person)).secondFactor).toMatchObject({ recoveryCodesLeft: 10, required: false });
    // Whoever came in by the password alone is out.
    expect((await elsewhere.ask('GET', '/v1/auth/me')).status).toBe(401);
    const again = await person.ask('POST', '/v1/account/second-factor/set-up', { body: {} });
    expect(again.body.error.code).toBe('account/second-factor-on');
    const prove = (what: string, body: object) =>
      person.ask('POST', `/v1/account/second-factor/${what}`, { body });

    const renewed = await prove('recovery-codes', { password: PASSWORD, code: totpOf(api, secret) });
    expect(renewed.body.codes).toHaveLength(10);
    expect(renewed.body.codes).not.toContain(recoveryCodes[0]);
    const { person: other } = await enter(phone);
    const old = await other.ask('POST', '/v1/auth/sign-in/second-factor', {
      body: { method: 'recovery-code', code: recoveryCodes[0] },
    });
    expect(old.status).toBe(422);

    api.clock.advance(MINUTE_MS);
    expect((await prove('disable', { password: 'wrong', code: totpOf(api, secret) })).status).toBe(422);
    expect((await prove('disable', { password: PASSWORD, code: '000000' })).status).toBe(422);
    expect((await enter(phone)).answer.body.step).toBe('second-factor');
    expect((await prove('disable', { password: PASSWORD, code: totpOf(api, secret) })).status).toBe(204);
    expect((await enter(phone)).answer.body.step).toBe('done');
    const left = await sql('SELECT count(*)::int AS n FROM auth.recovery_code');
    expect(left.rows).toEqual([{ n: 0 }]);
  });

  it.each([
    ['the business', `UPDATE tenant SET second_factor_required = true WHERE id = $1`],
    [
      'the role',
      `UPDATE role SET second_factor = true WHERE tenant_id = $1 AND kind = 'manager' AND name IS NULL`,
    ],
  ])('is led to set up a second factor that %s asks for, and can do nothing else', async (_, require) => {
    const { phone } = api.b.employees.manager;
    const already = await api.signIn(phone);
    expect((await already.ask('GET', '/v1/products')).status).toBe(200);
    await sql(require, api.b.tenantId);
    try {
      const { person, answer } = await enter(phone);
      expect(answer.body).toMatchObject({
        step: 'second-factor-setup',
        me: { secondFactor: { enabled: false, required: true } },
      });
      api.clock.advance(60_000);
      for (const who of [person, already]) {
        const refused = await who.ask('GET', '/v1/products');
        expect(refused.status).toBe(403);
        expect(refused.body.error.code).toBe('auth/second-factor-required');
        expect((await who.ask('GET', '/v1/account/sessions')).status).toBe(403);
        expect((await who.ask('GET', '/v1/auth/me')).status).toBe(200);
      }
      const { secret } = await setUpSecondFactor(api, person);
      expect((await person.ask('GET', '/v1/products')).status).toBe(200);
      const off = await person.ask('POST', '/v1/account/second-factor/disable', {
        body: { password: PASSWORD, code: totpOf(api, secret) },
      });
      expect(off.body.error.code).toBe('account/second-factor-obligatory');
    } finally {
      await sql('UPDATE tenant SET second_factor_required = false WHERE id = $1', api.b.tenantId);
      await sql('UPDATE role SET second_factor = false WHERE tenant_id = $1', api.b.tenantId);
      await sql('DELETE FROM auth.second_factor');
    }
  });

  describe('in several businesses', () => {
    let phone: string;

    beforeAll(async () => {
      phone = api.a.employees.cashier.phone;
      const { rows } = await sql('SELECT user_id FROM employee WHERE id = $1', api.a.employees.cashier.id);
      await sql(
        `INSERT INTO employee (tenant_id, id, name, phone, role_id, user_id, all_stores)
         SELECT tenant_id, $2, 'Cashier who is a manager', $3, id, $4, true FROM role
         WHERE tenant_id = $1 AND kind = 'manager' AND name IS NULL`,
        api.b.tenantId,
        testId(),
        phone,
        rows[0].user_id,
      );
    });

    const where = async (person: Asker) => (await person.ask('GET', '/v1/auth/me')).body;
    const choose = (person: Asker, tenantId: string) =>
      person.ask('POST', '/v1/account/business', { body: { tenantId } });

    it('lists them, goes from one to the other, and comes back to the last', async () => {
      const person = await api.signIn(phone);
      const { body } = await person.ask('GET', '/v1/account/businesses');
      expect(body.items.map(({ name, roleKind }: Record<string, unknown>) => [name, roleKind])).toEqual([
        ['Anor', 'cashier'],
        ['Bodom', 'manager'],
      ]);
      const [first, second] = [api.a.tenantId, api.b.tenantId];
      expect((await where(person)).businessCount).toBe(2);
      for (const tenantId of [first, second, first, second]) {
        const answer = await choose(person, tenantId);
        expect(answer.body).toMatchObject({ step: 'done', me: { tenantId } });
        expect((await where(person)).tenantId).toBe(tenantId);
        api.clock.advance(61_000);
        expect((await where(person)).tenantId).toBe(tenantId);
        const items = await person.ask('GET', '/v1/account/businesses');
        expect(items.body.items.find((it: { current: boolean }) => it.current).tenantId).toBe(tenantId);
      }
      expect((await where(await api.signIn(phone))).tenantId).toBe(second);
    });

    it('has in each what the role there gives', async () => {
      const person = await api.signIn(phone);
      await choose(person, api.a.tenantId);
      expect((await person.ask('GET', '/v1/terminals')).status).toBe(403);
      await choose(person, api.b.tenantId);
      expect((await person.ask('GET', '/v1/terminals')).status).toBe(200);
    });

    it('is in different ones on different devices', async () => {
      const [one, two] = [await api.signIn(phone), await api.signIn(phone)];
      await choose(one, api.a.tenantId);
      await choose(two, api.b.tenantId);
      api.clock.advance(61_000);
      expect((await where(one)).tenantId).toBe(api.a.tenantId);
      expect((await where(two)).tenantId).toBe(api.b.tenantId);
    });

    it('does not see one where she is suspended, and is out of it within a minute', async () => {
      const person = await api.signIn(phone);
      await choose(person, api.b.tenantId);
      await sql(
        `UPDATE employee SET active = false WHERE tenant_id = $1 AND phone = $2`,
        api.b.tenantId,
        phone,
      );
      api.clock.advance(60_000);
      expect((await where(person)).tenantId).toBe(api.a.tenantId);
      const { body } = await person.ask('GET', '/v1/account/businesses');
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Anor']);
      expect((await choose(person, api.b.tenantId)).status).toBe(404);
    });

    it('cannot go where she does not work', async () => {
      const person = await api.signIn(api.a.employees.manager.phone, NEW_PASSWORD);
      expect((await choose(person, api.b.tenantId)).status).toBe(404);
      expect((await choose(person, testId())).status).toBe(404);
      expect((await where(person)).tenantId).toBe(api.a.tenantId);
    });
  });
});
