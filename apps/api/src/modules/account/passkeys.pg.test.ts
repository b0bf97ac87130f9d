import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, askerOf, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { setUpSecondFactor } from '../../../test/support/authenticator.ts';
import { CookieJar } from '../../../test/support/cookie-jar.ts';
import { type Lies, SoftPasskey } from '../../../test/support/soft-passkey.ts';

const MINUTE_MS = 60_000;

describe('passkeys', () => {
  let api: TestApi;
  let owner: Asker;
  const key = new SoftPasskey();

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    expect((await add(owner, key)).status).toBe(204);
  });
  afterAll(() => api.close());
  beforeEach(() => api.clock.advance(11 * MINUTE_MS));

  const beginAdding = async (person: Asker) =>
    (await person.ask('POST', '/v1/account/passkeys/options', { body: {} })).body.options;
  const add = async (person: Asker, passkey: SoftPasskey, lies: Lies = {}) => {
    const response = passkey.create(await beginAdding(person), lies);
    return person.ask('POST', '/v1/account/passkeys', { body: { name: 'Laptop', response } });
  };
  const beginSignIn = async () => {
    const person = askerOf(api.app, new CookieJar());
    const { body } = await person.ask('POST', '/v1/auth/sign-in/passkey/options');
    return { person, options: body.options };
  };
  const enter = (person: Asker, response: object) =>
    person.ask('POST', '/v1/auth/sign-in/passkey', { body: { response, remember: false } });

  it('let one in without phone and password', async () => {
    const { person, options } = await beginSignIn();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    const answer = await enter(person, key.get(options));
    expect(answer.body).toMatchObject({ step: 'done', me: { name: 'owner of Anor' } });
    expect((await person.ask('GET', '/v1/auth/me')).status).toBe(200);
    const { body } = await person.ask('GET', '/v1/account/security');
    expect(body.passkeys).toMatchObject([{ id: key.id, name: 'Laptop', lastUsedAtMs: api.clock.now() }]);
  });

  it('are two factors at once', async () => {
    const person = await api.signIn(api.b.employees.owner.phone);
    const own = new SoftPasskey();
    await add(person, own);
    await setUpSecondFactor(api, person);
    const { person: again, options } = await beginSignIn();
    expect((await enter(again, own.get(options))).body.step).toBe('done');
  });

  const LIES: readonly (readonly [string, Lies])[] = [
    ['another site', { origin: 'https://evil.example' }],
    ['another host', { rpId: 'evil.example' }],
    ['another challenge', { challenge: Buffer.from('made up by the client').toString('base64url') }],
    ['the wrong ceremony', { type: 'webauthn.payment' }],
    ['nobody having looked who holds the device', { isUnverified: true }],
  ];
  it.each(LIES)('are refused from %s', async (_, lies) => {
    const { person, options } = await beginSignIn();
    const answer = await enter(person, key.get(options, lies));
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('auth/passkey-failed');
    expect(person.jar.header).toBe('');
    const fresh = await api.signIn(api.a.employees.manager.phone);
    expect((await add(fresh, new SoftPasskey(), lies)).body.error.code).toBe('account/passkey-failed');
  });

  it('answer a question once, for five minutes, and only the one that was asked', async () => {
    const { person, options } = await beginSignIn();
    const response = key.get(options);
    expect((await enter(person, response)).status).toBe(200);
    expect((await enter(askerOf(api.app, new CookieJar()), response)).status).toBe(401);
    const late = await beginSignIn();
    api.clock.advance(5 * MINUTE_MS);
    expect((await enter(late.person, key.get(late.options))).status).toBe(401);
    // What was asked of one who adds a passkey is no question of a sign-in.
    const fresh = await api.signIn(api.a.employees.owner.phone);
    const { challenge } = await beginAdding(fresh);
    const { person: other } = await beginSignIn();
    expect((await enter(other, key.get({ challenge, rpId: 'localhost' }))).status).toBe(401);
  });

  it('are noticed when they were cloned: the counter goes back', async () => {
    const { person, options } = await beginSignIn();
    expect((await enter(person, key.get(options, { counter: 1 }))).status).toBe(401);
  });

  it('of a stranger, a wrong signature and rubbish are refused alike', async () => {
    const { person, options } = await beginSignIn();
    const foreign = new SoftPasskey().get(options);
    const stolenId = { ...foreign, id: key.id, rawId: key.id };
    for (const response of [
      foreign,
      stolenId,
      {},
      { id: key.id },
      { id: 5 },
      { ...key.get(options), response: null },
    ]) {
      const answer = await enter(person, response);
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('auth/passkey-failed');
    }
  });

  it('are asked for by a browser of ours only, and not without end', async () => {
    expect((await api.nobody.ask('POST', '/v1/auth/sign-in/passkey/options')).status).toBe(403);
    const headers = { 'x-forwarded-for': '84.54.70.9' };
    const ask = () =>
      askerOf(api.app, new CookieJar()).ask('POST', '/v1/auth/sign-in/passkey/options', { headers });
    for (let i = 0; i < 60; i++) expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it('are removed by their owner alone', async () => {
    const fresh = await api.signIn(api.a.employees.owner.phone);
    const own = new SoftPasskey();
    await add(fresh, own);
    const stranger = await api.signIn(api.b.employees.manager.phone);
    expect((await stranger.ask('POST', `/v1/account/passkeys/${own.id}/remove`)).status).toBe(404);
    expect((await fresh.ask('POST', `/v1/account/passkeys/${own.id}/remove`)).status).toBe(204);
    const { person, options } = await beginSignIn();
    expect((await enter(person, own.get(options))).status).toBe(401);
  });

  it('need the password to be added, when the sign-in is old', async () => {
    const old = await api.signIn(api.a.employees.accountant.phone);
    api.clock.advance(11 * MINUTE_MS);
    const answer = await old.ask('POST', '/v1/account/passkeys/options', { body: {} });
    expect(answer.body.error.code).toBe('account/password-required');
  });
});
