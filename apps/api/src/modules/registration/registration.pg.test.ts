import { LEGAL_VERSIONS } from '@jowi/contracts/http/registration';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { codeOf, NEW_PASSWORD, newBusiness, provePhone } from '../../../test/support/registration.ts';
import { People } from '../../platform/auth/people.ts';
import { SignInTokens } from '../../platform/auth/sign-in-tokens.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('registration', () => {
  let api: TestApi;
  let taken = 0;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const freshPhone = () => `+99893777${String(1000 + ++taken)}`;
  const freshTaxId = () => `3099${String(10_000 + ++taken)}`;
  const askCode = (visitor: Asker, phone: string) =>
    visitor.ask('POST', '/v1/registration/code', { body: { phone, language: 'ru' } });
  const register = (visitor: Asker, body: unknown) =>
    visitor.ask('POST', '/v1/registration/business', { body });
  const state = (visitor: Asker) => visitor.ask('GET', '/v1/registration');
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    withClient(api.database.adminUrl, async (client) => {
      const { rows } = await client.query<{ n: number }>(sql, values);
      return rows[0]?.n ?? 0;
    });
  const accounts = (phone: string) =>
    count('SELECT count(*)::int AS n FROM auth."user" WHERE "phoneNumber" = $1', phone);
  const businessesOf = (phone: string) =>
    count('SELECT count(*)::int AS n FROM employee WHERE phone = $1', phone);

  it('goes phone, code, business, and ends signed in to a business that has everything', async () => {
    const phone = freshPhone();
    const visitor = api.nobody;
    expect((await state(visitor)).body).toEqual({ step: 'phone' });
    const asked = await askCode(visitor, phone);
    expect(asked.body).toMatchObject({
      step: 'code',
      phone,
      expiresInMs: 10 * MINUTE_MS,
      resendInMs: MINUTE_MS,
    });
    expect(String(asked.headers['set-cookie'])).toMatch(
      /^__Host-jowi_registration=[\w.-]+; Path=\/; Max-Age=86400; HttpOnly; Secure; SameSite=Lax$/,
    );
    const proved = await visitor.ask('POST', '/v1/registration/verify', {
      body: { code: await codeOf(api, phone) },
    });
    expect(proved.body).toEqual({ step: 'business', phone, draft: {}, account: 'new' });

    const taxId = freshTaxId();
    const made = await register(visitor, newBusiness(taxId));
    expect(made.body).toEqual({ tenantId: expect.any(String), signedIn: true });
    const { tenantId } = made.body;
    const me = await visitor.ask('GET', '/v1/auth/me');
    expect(me.body).toMatchObject({
      tenantId,
      name: 'Gulnora Azimova',
      role: 'owner',
      businessName: 'Yangi Savdo',
      stores: [{ name: 'Yangi Savdo, Yunusobod' }],
    });
    expect(await count('SELECT count(*)::int AS n FROM role WHERE tenant_id = $1', tenantId)).toBe(5);
    expect(await count('SELECT count(*)::int AS n FROM warehouse WHERE tenant_id = $1', tenantId)).toBe(1);
    expect(
      await count(
        `SELECT count(*)::int AS n FROM audit_log WHERE tenant_id = $1 AND action = 'business/register'`,
        tenantId,
      ),
    ).toBe(1);
    expect(
      await count(
        `SELECT count(*)::int AS n FROM consent WHERE tenant_id = $1 AND source = 'registration'`,
        tenantId,
      ),
    ).toBe(1);
    expect((await state(visitor)).body).toEqual({ step: 'done' });
    // The owner can do at once what owners do.
    const till = await visitor.ask('POST', '/v1/terminals', {
      body: { name: 'Kassa 1', storeId: me.body.stores[0].id },
      headers: { origin: 'http://localhost:3000' },
    });
    expect([201, 403]).toContain(till.status);
    await api.signIn(phone, NEW_PASSWORD);
  });

  it('answers a lost answer again, and makes one business of many same requests', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    const body = newBusiness(freshTaxId());
    const answers = await Promise.all(Array.from({ length: 6 }, () => register(visitor, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map((it) => it.body.tenantId)).size).toBe(1);
    expect(await businessesOf(phone)).toBe(1);
    expect(await accounts(phone)).toBe(1);
    const again = await register(visitor, newBusiness(freshTaxId(), { name: 'Boshqa' }));
    expect(again.body.tenantId).toBe(answers[0]?.body.tenantId);
  });

  it('leaves one account and nothing half-made when two browsers register one phone at once', async () => {
    const phone = freshPhone();
    const first = await provePhone(api, phone);
    api.clock.advance(MINUTE_MS);
    const second = await provePhone(api, phone);
    const answers = await Promise.all([
      register(first, newBusiness(freshTaxId(), { password: 'birinchi-kalit-77' })),
      register(second, newBusiness(freshTaxId(), { password: 'ikkinchi-kalit-88' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409)!;
    expect(loser.body.error).toMatchObject({ code: 'registration/account-exists', field: 'password' });
    expect(await accounts(phone)).toBe(1);
    expect(await businessesOf(phone)).toBe(1);
    expect(
      await count(
        'SELECT count(*)::int AS n FROM tenant t WHERE NOT EXISTS (SELECT FROM employee e WHERE e.tenant_id = t.id)',
      ),
    ).toBe(0);
    // Who came second opens her other business with the account that is there.
    const [loserIs, password] =
      answers[0]?.status === 409 ? [first, 'ikkinchi-kalit-88'] : [second, 'birinchi-kalit-77'];
    expect((await state(loserIs)).body).toMatchObject({ step: 'business', account: 'existing' });
    const more = await register(loserIs, newBusiness(freshTaxId(), { password }));
    expect(more.status).toBe(200);
    expect(await businessesOf(phone)).toBe(2);
  });

  it('refuses the same business twice, and guessing at the password of the account', async () => {
    const phone = freshPhone();
    const taxId = freshTaxId();
    await register(await provePhone(api, phone), newBusiness(taxId));
    api.clock.advance(MINUTE_MS);
    const visitor = await provePhone(api, phone);
    const same = await register(visitor, newBusiness(taxId));
    expect(same.status).toBe(409);
    expect(same.body.error).toMatchObject({ code: 'registration/business-exists', field: 'taxId' });
    const guesses = [];
    for (let i = 0; i < 11; i++)
      guesses.push(await register(visitor, newBusiness(freshTaxId(), { password: `notogri-${i}-kalit` })));
    expect(guesses.slice(0, 9).every(({ status }) => status === 409)).toBe(true);
    expect(guesses.at(-1)?.status).toBe(429);
    expect(Number(guesses.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await businessesOf(phone)).toBe(1);
  });

  it('asks a person who is signed in to that account for no password', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    await register(visitor, newBusiness(freshTaxId()));
    api.clock.advance(MINUTE_MS);
    await provePhone(api, phone, visitor);
    expect((await state(visitor)).body).toMatchObject({ step: 'business', account: 'signed-in' });
    const more = await register(visitor, newBusiness(freshTaxId(), { password: null, name: 'Ikkinchi' }));
    expect(more.status).toBe(200);
    // Somebody who is signed in as another person is nobody here.
    api.clock.advance(MINUTE_MS);
    const neighbour = await api.signIn(api.a.employees.owner.phone);
    await provePhone(api, phone, neighbour);
    expect((await state(neighbour)).body).toMatchObject({ account: 'existing' });
    const refused = await register(neighbour, newBusiness(freshTaxId(), { password: null }));
    expect(refused.status).toBe(409);
    // The browser goes over to the new account: its former session ends, and the new business knows who came in.
    const people = api.app.get(People);
    const former = neighbour.jar.header ?? '';
    expect(await people.findSession(former)).not.toBeNull();
    const other = await register(neighbour, newBusiness(freshTaxId(), { password: NEW_PASSWORD }));
    expect(other.body).toMatchObject({ signedIn: true });
    expect(await people.findSession(former)).toBeNull();
    expect((await neighbour.ask('GET', '/v1/auth/me')).body.tenantId).toBe(other.body.tenantId);
    expect(
      await count(
        `SELECT count(*)::int AS n FROM audit_log WHERE tenant_id = $1 AND action = 'auth/sign-in'`,
        other.body.tenantId,
      ),
    ).toBe(1);
  });

  it('answers a known phone as an unknown one until it is proved', async () => {
    const shape = ({ status, body, headers }: Awaited<ReturnType<Asker['ask']>>) => ({
      status,
      // How far the message is by now is a matter of milliseconds.
      body: { ...body, phone: '', delivery: null },
      headers: Object.keys(headers).sort(),
    });
    const [known, unknown] = [api.nobody, api.nobody];
    expect(shape(await askCode(known, api.a.employees.manager.phone))).toEqual(
      shape(await askCode(unknown, freshPhone())),
    );
    const wrong = (visitor: Asker) =>
      visitor.ask('POST', '/v1/registration/verify', { body: { code: '000000' } });
    const [one, other] = [await wrong(known), await wrong(unknown)];
    expect(one.body.error.code).toBe(other.body.error.code);
    expect(one.status).toBe(other.status);
  });

  it('takes over the account of a registration that died before its business was made', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    // As if the server had been killed between the account and the business.
    const people = api.app.get(People);
    const userId = await people.createPerson({ phone, password: 'unutilgan-parol-1', name: '' });
    const former = await people.openSession({ userId, remembered: true });
    const tokens = api.app.get(SignInTokens);
    await tokens.trustDevice(userId);
    expect((await state(visitor)).body).toMatchObject({ account: 'new' });
    const made = await register(visitor, newBusiness(freshTaxId()));
    expect(made.body).toMatchObject({ signedIn: true });
    // Whoever had come in by the password before is out.
    const standing = await people.listSessions(userId);
    expect(standing).toHaveLength(1);
    expect(standing[0]?.id).not.toBe(former.sessionId);
    expect(await tokens.countTrusted(userId)).toBe(0);
    expect(await accounts(phone)).toBe(1);
    expect(await count('SELECT count(*)::int AS n FROM employee WHERE user_id = $1', userId)).toBe(1);
    await api.signIn(phone, NEW_PASSWORD);
  });

  it('finishes an account that was made without its password', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    await api.app.get(People).createPerson({ phone, password: 'unutilgan-parol-1', name: '' });
    // As if the server had been killed between the person and her password.
    await withClient(api.database.adminUrl, (client) =>
      client.query(
        `DELETE FROM auth.account WHERE "userId" = (SELECT id FROM auth."user" WHERE "phoneNumber" = $1)`,
        [phone],
      ),
    );
    expect((await register(visitor, newBusiness(freshTaxId()))).body).toMatchObject({ signedIn: true });
    expect(await accounts(phone)).toBe(1);
    await api.signIn(phone, NEW_PASSWORD);
  });

  it('rolls everything back when the business cannot be finished, and goes on at the next try', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    const taxId = freshTaxId();
    const break_ = (how: string) => withClient(api.database.adminUrl, (client) => client.query(how));
    await break_(`CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'down'; END $$;
      CREATE TRIGGER fall BEFORE INSERT ON employee FOR EACH ROW EXECUTE FUNCTION fall()`);
    const broken = await register(visitor, newBusiness(taxId));
    expect(broken.status).toBe(500);
    await break_('DROP TRIGGER fall ON employee; DROP FUNCTION fall()');
    expect(await count('SELECT count(*)::int AS n FROM tenant WHERE tax_id = $1', taxId)).toBe(0);
    expect((await state(visitor)).body).toMatchObject({ step: 'business', account: 'new' });
    expect((await register(visitor, newBusiness(taxId))).status).toBe(200);
    expect(await businessesOf(phone)).toBe(1);
  });

  it('keeps what was typed for a day, and nothing afterwards', async () => {
    const phone = freshPhone();
    const visitor = await provePhone(api, phone);
    const draft = { businessName: 'Yarim', taxId: '30 99', vatPayer: false, latitude: '41,3' };
    const saved = await visitor.ask('PUT', '/v1/registration/draft', { body: draft });
    expect(saved.status).toBe(204);
    expect((await state(visitor)).body).toMatchObject({ step: 'business', phone, draft });
    const secret = await visitor.ask('PUT', '/v1/registration/draft', {
      body: { ...draft, password: NEW_PASSWORD },
    });
    expect(secret.status).toBe(204);
    expect((await state(visitor)).body.draft).toEqual(draft);
    api.clock.advance(DAY_MS + 1);
    expect((await state(visitor)).body).toEqual({ step: 'phone' });
    expect((await register(visitor, newBusiness(freshTaxId()))).body.error.code).toBe('registration/expired');
  });

  it('begins anew with another phone, and sends no second code to one that is proved', async () => {
    const [phone, other] = [freshPhone(), freshPhone()];
    const visitor = await provePhone(api, phone);
    expect((await askCode(visitor, phone)).body).toMatchObject({ step: 'business', phone });
    expect((await askCode(visitor, other)).body).toMatchObject({ step: 'code', phone: other });
    const early = await register(visitor, newBusiness(freshTaxId()));
    expect(early.body.error.code).toBe('registration/phone-not-proved');
  });

  it('believes no ticket but its own', async () => {
    const [mine, theirs] = [await provePhone(api, freshPhone()), await provePhone(api, freshPhone())];
    const cookie = /__Host-jowi_registration=([^;]+)/.exec(mine.jar.header ?? '')?.[1] ?? '';
    const other = /__Host-jowi_registration=([^;]+)/.exec(theirs.jar.header ?? '')?.[1] ?? '';
    const [id, mac] = cookie.split('.');
    const [otherId, otherMac] = other.split('.');
    const forged = [
      `${id}`,
      `${id}.`,
      `${id}.${otherMac}`,
      `${otherId}.${mac}`,
      `${id}.${mac}x`,
      '.',
      `x.${mac}`,
    ];
    for (const value of forged) {
      const answer = await api.nobody.ask('GET', '/v1/registration', {
        headers: { cookie: `__Host-jowi_registration=${value}` },
      });
      expect(answer.body, value).toEqual({ step: 'phone' });
    }
  });

  it('says at the field what is wrong', async () => {
    const visitor = await provePhone(api, freshPhone());
    const cases: [Record<string, unknown>, string, string][] = [
      [{ taxId: '12345' }, 'business/tax-id-format', 'taxId'],
      [{ taxId: '31234567890123' }, 'business/pinfl-invalid', 'taxId'],
      [{ name: ' ' }, 'common/validation', 'name'],
      [{ kind: 'rockets' }, 'common/validation', 'kind'],
      [{ ownerName: '' }, 'common/validation', 'ownerName'],
      [
        { store: { name: 'x', address: 'x', latitude: 91, longitude: 0 } },
        'common/validation',
        'store.latitude',
      ],
      [{ store: { name: '', address: 'x', latitude: 0, longitude: 0 } }, 'common/validation', 'store.name'],
      [
        { consent: { ...LEGAL_VERSIONS, personalData: '2020-01' } },
        'common/validation',
        'consent.personalData',
      ],
      [{ password: null }, 'common/validation', 'password'],
    ];
    for (const [changes, code, field] of cases) {
      const { status, body } = await register(visitor, newBusiness(freshTaxId(), changes));
      expect(status, field).toBe(422);
      const problems = [body.error, ...(body.error.details ?? [])];
      expect(problems, field).toContainEqual(expect.objectContaining({ code, field }));
    }
    expect((await askCode(api.nobody, '+79161234567')).status).toBe(422);
    expect((await askCode(api.nobody, '901234567')).status).toBe(422);
  });

  it('lets the server see no registration but the one of the cookie', async () => {
    await provePhone(api, freshPhone());
    await withClient(api.database.appUrl, async (client) => {
      expect((await client.query('SELECT * FROM registration.attempt')).rowCount).toBe(0);
      expect((await client.query(`UPDATE registration.attempt SET draft = '{}'`)).rowCount).toBe(0);
      await client.query('DELETE FROM registration.attempt');
    });
    expect(await count('SELECT count(*)::int AS n FROM registration.attempt')).toBeGreaterThan(0);
  });
});
