import { withClient } from '@jowi/testkit/postgres';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, askerOf, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { PASSWORD } from '../../../test/support/business.ts';
import { CookieJar } from '../../../test/support/cookie-jar.ts';
import { startNeighbour } from '../../../test/support/neighbour.ts';
import { ACCESS_COOKIE } from '../../platform/auth/access-token.ts';
import { SESSION_COOKIE } from '../../platform/auth/people.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('sessions', () => {
  let api: TestApi;
  let neighbour: NestFastifyApplication;

  beforeAll(async () => {
    api = await startTestApi();
    neighbour = await startNeighbour(api);
  });
  afterAll(async () => {
    await neighbour.close();
    await api.close();
  });

  const me = (person: Asker) => person.ask('GET', '/v1/auth/me').then(({ status }) => status);
  const copyOf = (person: Asker, app = api.app) => {
    const jar = new CookieJar();
    for (const name of [ACCESS_COOKIE, SESSION_COOKIE]) {
      const value = person.jar.get(name);
      if (value !== undefined) jar.set(name, value);
    }
    return askerOf(app, jar);
  };
  const signIn = async (remember: boolean) => {
    const person = askerOf(api.app, new CookieJar());
    const { phone } = api.a.employees.owner;
    const answer = await person.ask('POST', '/v1/auth/sign-in', {
      body: { phone, password: PASSWORD, remember },
    });
    const cookie = [answer.headers['set-cookie'] ?? []].flat().map(String);
    return { person, sessionCookie: cookie.find((line) => line.startsWith(SESSION_COOKIE)) ?? '' };
  };
  const expireAccess = () => api.clock.advance(61_000);

  it('ends with the browser, and after twelve hours, unless the device is to be remembered', async () => {
    const { person, sessionCookie } = await signIn(false);
    expect(sessionCookie).not.toMatch(/Max-Age|Expires/i);
    api.clock.advance(12 * HOUR_MS - MINUTE_MS);
    expect(await me(person)).toBe(200);
    api.clock.advance(MINUTE_MS);
    expireAccess();
    expect(await me(person)).toBe(401);
  });

  it('lasts thirty days on a device that is to be remembered, and not a day more', async () => {
    const { person, sessionCookie } = await signIn(true);
    expect(sessionCookie).toMatch(/; Max-Age=2592000;/);
    for (let day = 0; day < 29; day++) {
      api.clock.advance(24 * HOUR_MS);
      expect(await me(person)).toBe(200);
    }
    api.clock.advance(24 * HOUR_MS);
    expect(await me(person)).toBe(401);
  });

  it('is renewed by twenty requests at once that all come with an expired token', async () => {
    const { person } = await signIn(true);
    // Old enough for the session's own token to change as well.
    api.clock.advance(16 * MINUTE_MS);
    const before = person.jar.get(SESSION_COOKIE);
    const copies = Array.from({ length: 20 }, (_, i) => copyOf(person, i % 2 ? api.app : neighbour));
    expect(new Set(await Promise.all(copies.map(me)))).toEqual(new Set([200]));
    const after = new Set(copies.map(({ jar }) => jar.get(SESSION_COOKIE)));
    expect(after.size).toBe(1);
    expect([...after][0]).not.toBe(before);
    // The browser keeps whichever answer came last.
    expireAccess();
    expect(new Set(await Promise.all(copies.map(me)))).toEqual(new Set([200]));
  });

  it('locks nobody out whose answer with the new token got lost, however often and for however long', async () => {
    const { person } = await signIn(true);
    for (let i = 0; i < 5; i++) {
      api.clock.advance(2 * HOUR_MS);
      // The answer never arrives: the next try carries the old cookies again.
      expect(await me(copyOf(person))).toBe(200);
    }
    api.clock.advance(HOUR_MS);
    expect(await me(person)).toBe(200);
    api.clock.advance(HOUR_MS);
    expect(await me(person)).toBe(200);
  });

  it('goes on for requests that were on their way with the token before', async () => {
    const { person } = await signIn(true);
    api.clock.advance(16 * MINUTE_MS);
    const late = copyOf(person);
    expect(await me(person)).toBe(200);
    expireAccess();
    expect(await me(person)).toBe(200);
    api.clock.advance(50_000);
    expect(await me(late)).toBe(200);
  });

  it('ends when a token that was replaced comes back: somebody has a copy', async () => {
    const { person } = await signIn(true);
    api.clock.advance(16 * MINUTE_MS);
    const thief = copyOf(person);
    expect(await me(person)).toBe(200);
    expireAccess();
    expect(await me(person)).toBe(200);
    api.clock.advance(2 * MINUTE_MS);
    expect(await me(thief)).toBe(401);
    expireAccess();
    expect(await me(person)).toBe(401);
  });

  it('takes the place of the one this browser had', async () => {
    const { person } = await signIn(true);
    const former = copyOf(person);
    const { phone } = api.a.employees.owner;
    const again = await person.ask('POST', '/v1/auth/sign-in', { body: { phone, password: PASSWORD } });
    expect(again.status).toBe(200);
    expect(await me(person)).toBe(200);
    expect(await me(former)).toBe(401);
  });

  it('believes no cookie that was changed', async () => {
    const { person } = await signIn(true);
    const [token = '', signature = ''] = decodeURIComponent(person.jar.get(SESSION_COOKIE) ?? '').split('.');
    const other = (await signIn(true)).person.jar.get(SESSION_COOKIE) ?? '';
    const forged = [
      token,
      `${token}.`,
      `${token}.${'A'.repeat(signature.length)}`,
      `${token}x.${signature}`,
      `${decodeURIComponent(other).split('.')[0]}.${signature}`,
      `' OR 1=1 --.${signature}`,
    ];
    for (const value of forged) {
      const jar = new CookieJar();
      jar.set(SESSION_COOKIE, encodeURIComponent(value));
      expect(await me(askerOf(api.app, jar))).toBe(401);
    }
  });

  it('are listed with device and place, this one first', async () => {
    const { phone } = api.b.employees.owner;
    const enter = async (device: string, ip: string) => {
      const person = askerOf(api.app, new CookieJar());
      await person.ask('POST', '/v1/auth/sign-in', {
        body: { phone, password: PASSWORD },
        headers: { 'user-agent': device, 'x-forwarded-for': ip },
      });
      return person;
    };
    const phoneBrowser = await enter('Mozilla/5.0 (Android 15; Mobile)', '185.8.212.7');
    api.clock.advance(5 * MINUTE_MS);
    const laptop = await enter('Mozilla/5.0 (Windows NT 10.0)', '213.230.96.2');
    const { body } = await laptop.ask('GET', '/v1/account/sessions');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      device: 'Mozilla/5.0 (Windows NT 10.0)',
      address: '213.230.96.2',
      current: true,
      lastSeenAtMs: api.clock.now(),
      expiresAtMs: api.clock.now() + 12 * HOUR_MS,
    });
    expect(body.items[1]).toMatchObject({ address: '185.8.212.7', current: false });
    // Moving about shows.
    await phoneBrowser.ask('GET', '/v1/auth/me', { headers: { 'x-forwarded-for': '185.8.212.99' } });
    const later = await laptop.ask('GET', '/v1/account/sessions');
    expect(later.body.items[1]).toMatchObject({ address: '185.8.212.99', lastSeenAtMs: api.clock.now() });
  });

  it('end one by one or all but this: here at once, on another server within a minute', async () => {
    const { phone } = api.b.employees.manager;
    const [here, there, third] = [await api.signIn(phone), await api.signIn(phone), await api.signIn(phone)];
    const elsewhere = copyOf(there, neighbour);
    expect(await me(elsewhere)).toBe(200);
    const { body } = await there.ask('GET', '/v1/account/sessions');
    const id = body.items.find((it: { current: boolean }) => it.current).id;
    expect((await here.ask('POST', `/v1/account/sessions/${id}/end`)).status).toBe(204);
    expect(await me(there)).toBe(401);
    api.clock.advance(60_000);
    expect(await me(elsewhere)).toBe(401);

    expect((await here.ask('POST', '/v1/account/sessions/end-others')).body).toEqual({ ended: 1 });
    expect(await me(third)).toBe(401);
    expect(await me(here)).toBe(200);
  });

  it('are nobody else’s to end', async () => {
    const owner = await api.signIn(api.a.employees.owner.phone);
    const stranger = await api.signIn(api.b.employees.owner.phone);
    const { body } = await stranger.ask('GET', '/v1/account/sessions');
    const answer = await owner.ask('POST', `/v1/account/sessions/${body.items[0].id}/end`);
    expect(answer.status).toBe(404);
    expect(await me(stranger)).toBe(200);
  });

  it('leave a trace in the log of the business', async () => {
    const owner = await api.signIn(api.a.employees.owner.phone);
    await owner.ask('POST', '/v1/account/sessions/end-others');
    await owner.ask('POST', '/v1/auth/sign-out');
    const { rows } = await withClient(api.database.adminUrl, (client) =>
      client.query('SELECT action, actor_id FROM audit_log WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 3', [
        api.a.tenantId,
      ]),
    );
    expect(rows.map(({ action }) => action)).toEqual(['auth/sign-out', 'auth/sessions-end', 'auth/sign-in']);
    expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set([api.a.employees.owner.id]));
  });
});
