import { withClient } from '@jowi/testkit/postgres';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, askerOf, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { setUpSecondFactor, totpOf } from '../../../test/support/authenticator.ts';
import { PASSWORD } from '../../../test/support/business.ts';
import { CookieJar } from '../../../test/support/cookie-jar.ts';
import { startNeighbour } from '../../../test/support/neighbour.ts';
import { ACCESS_COOKIE } from '../../platform/auth/access-token.ts';
import { SESSION_COOKIE } from '../../platform/auth/people.ts';
import { CHALLENGE_COOKIE, DEVICE_COOKIE } from '../../platform/auth/sign-in-tokens.ts';

const MINUTE_MS = 60_000;

describe('the second factor', () => {
  let api: TestApi;
  let neighbour: NestFastifyApplication;
  let phone: string;
  let owner: Asker;
  let secret: string;
  let recoveryCodes: string[];

  beforeAll(async () => {
    api = await startTestApi();
    neighbour = await startNeighbour(api);
    phone = api.a.employees.owner.phone;
    owner = await api.signIn(phone);
    ({ secret, recoveryCodes } = await setUpSecondFactor(api, owner));
  });
  afterAll(async () => {
    await neighbour.close();
    await api.close();
  });
  // Every test begins with codes nobody has used, no wrong ones behind it, and outside of every limit.
  beforeEach(async () => {
    api.clock.advance(16 * MINUTE_MS);
    await withClient(api.database.adminUrl, (client) =>
      client.query('UPDATE auth.second_factor SET failures = 0, locked_until_ms = 0'),
    );
  });

  const code = (steps = 0) => totpOf(api, secret, steps);
  const wrongCode = () =>
    [...'0123456789'].map((it) => it.repeat(6)).find((it) => ![-1, 0, 1].map(code).includes(it)) ?? '';
  const first = async (jar = new CookieJar(), app = api.app) => {
    const person = askerOf(app, jar);
    const answer = await person.ask('POST', '/v1/auth/sign-in', { body: { phone, password: PASSWORD } });
    return { person, answer };
  };
  const second = (person: Asker, body: object) =>
    person.ask('POST', '/v1/auth/sign-in/second-factor', { body });
  const totp = (person: Asker, typed: string, trustDevice = false) =>
    second(person, { method: 'totp', code: typed, trustDevice });

  it('is asked for after the password, and only then is there a session', async () => {
    const { person, answer } = await first();
    expect(answer.body).toEqual({ step: 'second-factor', methods: ['totp', 'recovery-code'] });
    expect(person.jar.header).toMatch(new RegExp(`^${CHALLENGE_COOKIE}=[\\w-]{43}$`));
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(401);
    const done = await totp(person, code());
    expect(done.body).toMatchObject({ step: 'done', me: { secondFactor: { enabled: true } } });
    expect(person.jar.get(CHALLENGE_COOKIE)).toBeUndefined();
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
  });

  it('takes a code once, also the one that is still shown', async () => {
    const shown = code();
    const [one, two] = [(await first()).person, (await first()).person];
    expect((await totp(one, shown)).status).toBe(200);
    const again = await totp(two, shown);
    expect(again.status).toBe(422);
    expect(again.body.error).toMatchObject({ code: 'auth/second-factor-used', field: 'code' });
    // Nor one from before it.
    expect((await totp(two, code(-1))).body.error.code).toBe('auth/second-factor-used');
    expect((await totp(two, code(1))).status).toBe(200);
  });

  it('lets one of twenty win that bring the same code to two servers at once', async () => {
    const people: Asker[] = [];
    for (let i = 0; i < 20; i++)
      people.push((await first(new CookieJar(), i % 2 ? api.app : neighbour)).person);
    // Ten wrong ones in a row would lock: nineteen right ones that come too late are counted as such in between.
    const shown = code();
    const answers = await Promise.all(people.map((person) => totp(person, shown)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200, 422, 429].filter((it) => answers.some(({ status }) => status === it))),
    );
    expect(people.filter(({ jar }) => jar.get(ACCESS_COOKIE) !== undefined)).toHaveLength(1);
  });

  it('forgives a clock that is half a minute off, and no more', async () => {
    const { person } = await first();
    expect((await totp(person, code(-2))).body.error.code).toBe('auth/second-factor-wrong');
    expect((await totp(person, code(2))).body.error.code).toBe('auth/second-factor-wrong');
    expect((await totp(person, code(-1))).status).toBe(200);
    api.clock.advance(MINUTE_MS);
    const { person: early } = await first();
    expect((await totp(early, code(1))).status).toBe(200);
  });

  it('has five tries for one password', async () => {
    const { person } = await first();
    for (let i = 0; i < 5; i++)
      expect((await totp(person, wrongCode())).body.error.code).toBe('auth/second-factor-wrong');
    const over = await totp(person, code());
    expect(over.status).toBe(401);
    expect(over.body.error.code).toBe('auth/challenge-over');
  });

  it('locks after ten wrong codes in a row, on every server, says for how long, and opens again', async () => {
    for (const app of [api.app, neighbour]) {
      const { person } = await first(new CookieJar(), app);
      for (let i = 0; i < 5; i++) expect((await totp(person, wrongCode())).status).toBe(422);
    }
    for (const app of [api.app, neighbour]) {
      const { person } = await first(new CookieJar(), app);
      const locked = await totp(person, code());
      expect(locked.status).toBe(429);
      expect(locked.body.error.code).toBe('auth/second-factor-locked');
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
      expect((await second(person, { method: 'recovery-code', code: recoveryCodes[9] })).status).toBe(429);
    }
    api.clock.advance(15 * MINUTE_MS);
    const { person } = await first();
    expect((await totp(person, code())).status).toBe(200);
  });

  it('never gives more than ten tries to a hundred at once', async () => {
    const people: Asker[] = [];
    for (let i = 0; i < 20; i++)
      people.push((await first(new CookieJar(), i % 2 ? api.app : neighbour)).person);
    const wrong = wrongCode();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => totp(people[i % 20] as Asker, wrong)),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(0);
  });

  it('ends ten minutes after the password', async () => {
    const { person } = await first();
    api.clock.advance(10 * MINUTE_MS);
    expect((await totp(person, code())).body.error.code).toBe('auth/challenge-over');
  });

  it('opens by a recovery code, each once, however it is typed', async () => {
    const [one = '', two = ''] = recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    const { person } = await first();
    expect((await second(person, { method: 'recovery-code', code: 'zzzzz-zzzzz' })).body.error.code).toBe(
      'auth/recovery-code-wrong',
    );
    const typed = ` ${one.toUpperCase().replace('-', ' ')} `;
    expect((await second(person, { method: 'recovery-code', code: typed })).status).toBe(200);
    const { person: again } = await first();
    expect((await second(again, { method: 'recovery-code', code: one })).status).toBe(422);
    const racers = [(await first()).person, (await first(new CookieJar(), neighbour)).person];
    const answers = await Promise.all(
      racers.map((racer) => second(racer, { method: 'recovery-code', code: two })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const { body } = await owner.ask('GET', '/v1/account/security');
    expect(body.secondFactor).toMatchObject({ recoveryCodesLeft: 8 });
  });

  it('keeps neither the secret nor a code that a copy of the database would show', async () => {
    const dump = await withClient(api.database.adminUrl, async (client) => {
      const tables = ['second_factor', 'recovery_code', 'sign_in_challenge', 'trusted_device'];
      const texts = [];
      for (const table of tables) {
        const { rows } = await client.query(`SELECT t::text AS row FROM auth.${table} t`);
        texts.push(...rows.map(({ row }) => row));
      }
      return texts.join('\n');
    });
    expect(dump).toContain('\\x');
    const hexOf = (text: string) => Buffer.from(text).toString('hex');
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((it) => it.replace('-', ''))]) {
      expect(dump).not.toContain(text);
      expect(dump).not.toContain(hexOf(text));
    }
  });

  it('is not asked for again on a device that is trusted, for thirty days, and never without the password', async () => {
    const { person } = await first();
    await totp(person, code(), true);
    const device = person.jar.get(DEVICE_COOKIE) as string;
    const again = async (value: string) => {
      const jar = new CookieJar();
      jar.set(DEVICE_COOKIE, value);
      return (await first(jar)).answer.body.step;
    };
    expect(await again(device)).toBe('done');
    for (const forged of [
      '',
      'x',
      device.slice(0, -1),
      `${device}A`,
      device.toLowerCase(),
      device.split('').reverse().join(''),
    ])
      expect(await again(forged)).toBe('second-factor');
    const jar = new CookieJar();
    jar.set(DEVICE_COOKIE, device);
    expect((await askerOf(api.app, jar).ask('GET', '/v1/auth/me')).status).toBe(401);
    api.clock.advance(30 * 24 * 60 * MINUTE_MS);
    expect(await again(device)).toBe('second-factor');
  });

  it('believes the device of one person for no other', async () => {
    const stranger = await api.signIn(api.a.employees.manager.phone);
    const theirs = await setUpSecondFactor(api, stranger);
    const other = askerOf(api.app, new CookieJar());
    await other.ask('POST', '/v1/auth/sign-in', {
      body: { phone: api.a.employees.manager.phone, password: PASSWORD },
    });
    await second(other, { method: 'totp', code: totpOf(api, theirs.secret), trustDevice: true });
    const jar = new CookieJar();
    jar.set(DEVICE_COOKIE, other.jar.get(DEVICE_COOKIE) as string);
    expect((await first(jar)).answer.body.step).toBe('second-factor');
  });

  it('is not passed by a challenge that was forged or has been used', async () => {
    const { person } = await first();
    const good = person.jar.get(CHALLENGE_COOKIE) as string;
    for (const value of [
      '',
      'null',
      good.slice(1),
      `${good}=`,
      good.toUpperCase(),
      'A'.repeat(43),
      'x'.repeat(4000),
    ]) {
      const jar = new CookieJar();
      jar.set(CHALLENGE_COOKIE, value);
      const answer = await totp(askerOf(api.app, jar), code());
      expect(answer.body.error.code).toBe('auth/challenge-over');
    }
    expect((await totp(person, code())).status).toBe(200);
    const jar = new CookieJar();
    jar.set(CHALLENGE_COOKIE, good);
    expect((await totp(askerOf(api.app, jar), code(1))).body.error.code).toBe('auth/challenge-over');
  });

  it('takes one kind of token for no other', async () => {
    const { person } = await first();
    const challenge = person.jar.get(CHALLENGE_COOKIE) as string;
    expect((await totp(person, code(), true)).status).toBe(200);
    const names = [ACCESS_COOKIE, SESSION_COOKIE, DEVICE_COOKIE];
    const tokens = [challenge, ...names.map((name) => person.jar.get(name) as string)];
    for (const token of tokens) {
      for (const name of [ACCESS_COOKIE, SESSION_COOKIE, CHALLENGE_COOKIE, DEVICE_COOKIE]) {
        if (person.jar.get(name) === token) continue;
        const jar = new CookieJar();
        jar.set(name, token);
        const liar = askerOf(api.app, jar);
        expect((await liar.ask('GET', '/v1/account/security')).status).toBe(401);
        expect((await totp(liar, code(1))).body.error.code).toBe('auth/challenge-over');
        expect((await first(jar)).answer.body.step).toBe('second-factor');
      }
    }
  });

  it('tells the log of the business of a wrong code', async () => {
    const { person } = await first();
    await totp(person, wrongCode());
    const { rows } = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT action, actor_id FROM audit_log WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1', [
        api.a.tenantId,
      ]),
    );
    expect(rows).toEqual([{ action: 'auth/second-factor-failed', actor_id: api.a.employees.owner.id }]);
  });
});
