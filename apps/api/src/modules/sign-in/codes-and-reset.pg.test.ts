import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Asker, askerOf, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { setUpSecondFactor, totpOf } from '../../../test/support/authenticator.ts';
import { PASSWORD } from '../../../test/support/business.ts';
import { CookieJar } from '../../../test/support/cookie-jar.ts';
import { codeOf } from '../../../test/support/registration.ts';
import { People } from '../../platform/auth/people.ts';

const MINUTE_MS = 60_000;
const UNKNOWN_PHONE = '+998907777777';
const NEW_PASSWORD = 'walnut-lantern-58';

describe('codes in the place of a password', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());
  beforeEach(() => api.clock.advance(11 * MINUTE_MS));

  const browser = () => askerOf(api.app, new CookieJar());
  const ask = (phone: string, purpose: 'sign-in' | 'reset-password') =>
    browser().ask('POST', '/v1/auth/code', { body: { phone, purpose, language: 'uz' } });
  const get = async (phone: string, purpose: 'sign-in' | 'reset-password') => {
    const { body } = await ask(phone, purpose);
    return { requestId: body.requestId as string, code: await codeOf(api, phone) };
  };
  const byCode = (person: Asker, body: object) => person.ask('POST', '/v1/auth/sign-in/code', { body });
  const reset = (person: Asker, body: object) => person.ask('POST', '/v1/auth/password-reset', { body });
  const byPassword = (phone: string, password: string) =>
    browser().ask('POST', '/v1/auth/sign-in', { body: { phone, password } });

  it('let one in, once', async () => {
    const { phone } = api.a.employees.manager;
    const sent = await get(phone, 'sign-in');
    const person = browser();
    const answer = await byCode(person, { ...sent, remember: true });
    expect(answer.body).toMatchObject({ step: 'done', me: { role: 'manager' } });
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
    expect((await byCode(browser(), sent)).body.error.code).toBe('codes/spent');
  });

  it('say at the field what is wrong with a code', async () => {
    const sent = await get(api.a.employees.manager.phone, 'sign-in');
    const wrong = sent.code === '000000' ? '000001' : '000000';
    const answer = await byCode(browser(), { ...sent, code: wrong });
    expect(answer.body.error).toMatchObject({ code: 'codes/wrong', field: 'code', params: { left: 4 } });
    const short = await byCode(browser(), { ...sent, code: '12' });
    expect(short.body.error.details).toMatchObject([{ field: 'code' }]);
    api.clock.advance(10 * MINUTE_MS);
    expect((await byCode(browser(), sent)).body.error.code).toBe('codes/expired');
  });

  it('are answered alike for a phone nobody has, and for one whose person works nowhere', async () => {
    await withClient(api.database.adminUrl, (client) =>
      client.query('UPDATE employee SET active = false WHERE id = $1', [api.b.employees.cashier.id]),
    );
    for (const purpose of ['sign-in', 'reset-password'] as const) {
      api.clock.advance(11 * MINUTE_MS);
      const known = await ask(api.a.employees.accountant.phone, purpose);
      for (const phone of [UNKNOWN_PHONE, api.b.employees.cashier.phone]) {
        const answer = await ask(phone, purpose);
        expect(answer.status).toBe(200);
        expect({ ...answer.body, requestId: '' }).toEqual({ ...known.body, requestId: '' });
        const guess = await browser().ask('POST', '/v1/auth/sign-in/code', {
          body: { requestId: answer.body.requestId, code: '000000' },
        });
        expect(guess.body.error.code).toMatch(/^codes\/(wrong|expired)$/);
        const { body } = await api.nobody.ask('GET', `/v1/dev/messages?to=${encodeURIComponent(phone)}`);
        expect(body.items).toEqual([]);
      }
    }
  });

  it('do not come more often than once a minute, for either kind of phone', async () => {
    for (const phone of [api.a.employees.owner.phone, UNKNOWN_PHONE]) {
      expect((await ask(phone, 'sign-in')).status).toBe(200);
      const answer = await ask(phone, 'sign-in');
      expect(answer.status).toBe(429);
      expect(answer.body.error.code).toBe('codes/limit');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('are good for what they were asked for only', async () => {
    const sent = await get(api.a.employees.owner.phone, 'sign-in');
    const answer = await reset(browser(), {
      ...sent,
      phone: api.a.employees.owner.phone,
      password: NEW_PASSWORD,
    });
    expect(answer.body.error.code).toBe('codes/expired');
  });

  it('set a new password and end every session from before', async () => {
    const { phone } = api.a.employees['stock-keeper'];
    const before = await api.signIn(phone);
    const sent = await get(phone, 'reset-password');
    const person = browser();
    expect((await reset(person, { ...sent, phone, password: NEW_PASSWORD })).body.step).toBe('done');
    expect((await before.ask('GET', '/v1/auth/me')).status).toBe(401);
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
    expect((await byPassword(phone, PASSWORD)).status).toBe(401);
    expect((await byPassword(phone, NEW_PASSWORD)).status).toBe(200);
    expect((await reset(browser(), { ...sent, phone, password: PASSWORD })).body.error.code).toBe(
      'codes/spent',
    );
  });

  it('keep out whoever gave the old password while the new one was set', async () => {
    const { phone } = api.b.employees.accountant;
    const sent = await get(phone, 'reset-password');
    const people = api.app.get(People);
    const check = people.checkPassword.bind(people);
    vi.spyOn(people, 'checkPassword').mockImplementationOnce(async (...credentials) => {
      const account = await check(...credentials);
      expect((await reset(browser(), { ...sent, phone, password: NEW_PASSWORD })).status).toBe(200);
      return account;
    });
    const late = browser();
    const answer = await late.ask('POST', '/v1/auth/sign-in', { body: { phone, password: PASSWORD } });
    expect(answer.body.error.code).toBe('auth/sign-in-failed');
    expect(late.jar.header ?? '').toBe('');
    const account = await people.findByPhone(phone);
    expect(await people.listSessions(account?.userId ?? '')).toHaveLength(1);
    expect((await byPassword(phone, NEW_PASSWORD)).status).toBe(200);
  });

  it('tell a bad password before the code is used up', async () => {
    const { phone } = api.a.employees.accountant;
    const sent = await get(phone, 'reset-password');
    const bad = [
      ['short', 'common/validation'],
      ['password123', 'account/password-common'],
      ['qwerty123456', 'account/password-common'],
      ['aaaaaaaaaaaa', 'account/password-common'],
      ['12345678901', 'account/password-common'],
      [`x${phone.slice(4)}`, 'account/password-like-phone'],
    ] as const;
    for (const [password, code] of bad) {
      const { error } = (await reset(browser(), { ...sent, phone, password })).body;
      expect([password, error.details?.[0]?.field ?? error.field, error.code]).toEqual([
        password,
        'password',
        code,
      ]);
    }
    expect((await reset(browser(), { ...sent, phone, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('of one phone reset no other', async () => {
    const sent = await get(api.a.employees.owner.phone, 'reset-password');
    const { phone } = api.b.employees.owner;
    const answer = await reset(browser(), { ...sent, phone, password: NEW_PASSWORD });
    expect(answer.body.error.code).toBe('codes/expired');
    expect((await byPassword(phone, PASSWORD)).status).toBe(200);
  });

  it('leave the second factor in force, also on a device that was trusted', async () => {
    const { phone } = api.b.employees.manager;
    const owner = await api.signIn(phone);
    const { secret } = await setUpSecondFactor(api, owner);
    const trusted = browser();
    await trusted.ask('POST', '/v1/auth/sign-in', { body: { phone, password: PASSWORD } });
    const body = { method: 'totp', code: totpOf(api, secret), trustDevice: true };
    expect((await trusted.ask('POST', '/v1/auth/sign-in/second-factor', { body })).status).toBe(200);
    api.clock.advance(11 * MINUTE_MS);

    expect((await byCode(trusted, await get(phone, 'sign-in'))).body.step).toBe('done');
    expect((await byCode(browser(), await get(phone, 'sign-in').catch(() => ({})))).status).toBe(422);
    api.clock.advance(11 * MINUTE_MS);
    const sent = await get(phone, 'reset-password');
    expect((await reset(trusted, { ...sent, phone, password: NEW_PASSWORD })).body.step).toBe(
      'second-factor',
    );
    const again = await trusted.ask('POST', '/v1/auth/sign-in', { body: { phone, password: NEW_PASSWORD } });
    expect(again.body.step).toBe('second-factor');
    const done = await trusted.ask('POST', '/v1/auth/sign-in/second-factor', {
      body: { method: 'totp', code: totpOf(api, secret) },
    });
    expect(done.body.step).toBe('done');
  });
});
