import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { PERMISSIONS } from '@jowi/contracts/permissions';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_COOKIE, AccessTokens } from '../../src/platform/auth/access-token.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { AUTH_SECRET, WEB_ORIGIN } from '../support/settings.ts';
import { part, TestKeys, type TestTill } from '../support/test-till.ts';

/** Turns a good token into a bad one; `keys` signs as its rightful owner would. */
interface Forgery {
  readonly what: string;
  forge(good: Good): string;
}
interface Good {
  readonly token: string;
  readonly claims: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  /** Signs with the key the server trusts: then it is the content that is wrong. */
  sign(claims: object, header?: object): string;
  /** SubjectPublicKeyInfo of the trusted key. */
  readonly publicPem: string;
}

const stranger = new TestKeys();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const FORGERIES: readonly Forgery[] = [
  { what: 'another key', forge: ({ claims, header }) => stranger.jwt(claims, header) },
  { what: 'alg none', forge: ({ claims, header }) => `${part({ ...header, alg: 'none' })}.${part(claims)}.` },
  { what: 'alg nOnE', forge: ({ claims, header }) => `${part({ ...header, alg: 'nOnE' })}.${part(claims)}.` },
  {
    what: 'alg none with the old signature',
    forge: ({ token, claims, header }) =>
      `${part({ ...header, alg: 'none' })}.${part(claims)}.${token.split('.')[2]}`,
  },
  {
    what: 'HS256 keyed with the public key',
    forge: ({ claims, header, publicPem }) => {
      const signed = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`;
      return `${signed}.${createHmac('sha256', publicPem).update(signed).digest('base64url')}`;
    },
  },
  {
    what: 'RS256 of a stranger',
    forge: ({ claims, header }) => {
      const signed = `${part({ ...header, alg: 'RS256' })}.${part(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), rsa.privateKey).toString('base64url')}`;
    },
  },
  {
    what: 'ES256 of a stranger',
    forge: ({ claims, header }) => {
      const signed = `${part({ ...header, alg: 'ES256' })}.${part(claims)}`;
      const signature = sign('sha256', Buffer.from(signed), {
        key: p256.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return `${signed}.${signature.toString('base64url')}`;
    },
  },
  {
    what: 'a key that comes inside the header (jwk)',
    forge: ({ claims, header }) =>
      stranger.jwt(claims, { ...header, jwk: { kty: 'OKP', crv: 'Ed25519', x: stranger.publicKey } }),
  },
  {
    what: 'a key from an address (jku, kid)',
    forge: ({ claims, header }) =>
      stranger.jwt(claims, { ...header, jku: 'https://evil.example/keys', kid: '../../dev/null' }),
  },
  {
    what: 'an unknown critical header',
    forge: ({ sign, claims, header }) => sign(claims, { ...header, crit: ['exp2'], exp2: 1 }),
  },
  {
    what: 'changed claims under the old signature',
    forge: ({ token, claims }) => {
      const [head, , signature] = token.split('.');
      return `${head}.${part({ ...claims, tid: randomUUID() })}.${signature}`;
    },
  },
  { what: 'no signature', forge: ({ token }) => `${token.split('.').slice(0, 2).join('.')}.` },
  { what: 'two parts', forge: ({ token }) => token.split('.').slice(0, 2).join('.') },
  { what: 'five parts', forge: ({ token }) => `${token}.${token.split('.').slice(0, 2).join('.')}` },
  {
    what: 'a signature cut short',
    forge: ({ token }) => token.slice(0, -4),
  },
  {
    what: 'a bit of the signature turned',
    forge: ({ token }) => {
      const [head, body, signature = ''] = token.split('.');
      const bytes = Buffer.from(signature, 'base64url');
      bytes[10] = (bytes[10] as number) ^ 1;
      return `${head}.${body}.${bytes.toString('base64url')}`;
    },
  },
  { what: 'no words at all', forge: () => 'e30.e30.e30' },
  { what: 'claims that are no object', forge: ({ sign }) => sign(['x'] as object) },
  { what: 'another audience', forge: ({ sign, claims }) => sign({ ...claims, aud: 'somebody-else' }) },
  { what: 'no audience', forge: ({ sign, claims }) => sign({ ...claims, aud: undefined }) },
  { what: 'no end', forge: ({ sign, claims }) => sign({ ...claims, exp: undefined }) },
  { what: 'no beginning', forge: ({ sign, claims }) => sign({ ...claims, iat: undefined }) },
  {
    what: 'a life of a year',
    forge: ({ sign, claims }) => {
      const iat = Number(claims.iat);
      return sign({ ...claims, iat: iat - 3000, exp: iat + 31_536_000 });
    },
  },
  { what: 'an end that is text', forge: ({ sign, claims }) => sign({ ...claims, exp: String(claims.exp) }) },
  { what: 'a tenant that is no id', forge: ({ sign, claims }) => sign({ ...claims, tid: `' OR 1=1 --` }) },
  { what: 'no tenant', forge: ({ sign, claims }) => sign({ ...claims, tid: undefined }) },
  {
    what: 'twenty thousand letters of padding',
    forge: ({ sign, claims }) => sign({ ...claims, pad: 'x'.repeat(20_000) }),
  },
];

describe('forged tokens', () => {
  let api: TestApi;
  let till: TestTill;
  let otherTill: TestTill;
  let personToken: string;

  beforeAll(async () => {
    api = await startTestApi();
    till = await api.pairTerminal(api.a);
    otherTill = await api.pairTerminal(api.b);
    const person = await api.signIn(api.a.employees.owner.phone);
    personToken = person.jar.get(ACCESS_COOKIE) as string;
  });
  afterAll(() => api.close());

  const asTill = (token: string) =>
    api.nobody.ask('GET', TILL_ROUTE, { headers: { authorization: `Bearer ${token}` } });
  const asPerson = (token: string) =>
    api.nobody.ask('GET', '/v1/terminals', { headers: { cookie: `${ACCESS_COOKIE}=${token}` } });

  const goodTill = (): Good => {
    const header = { alg: 'EdDSA', typ: 'JWT' };
    const claims = till.claims() as Record<string, unknown>;
    const sign = (changed: object, changedHeader: object = header) => till.keys.jwt(changed, changedHeader);
    return { header, claims, token: sign(claims), sign, publicPem: pemOf(till.keys.publicKey) };
  };
  const goodPerson = (): Good => {
    const [head = '', body = ''] = personToken.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const keys = new ServerKeys();
    const sign = (changed: object, changedHeader: object = header) => keys.jwt(changed, changedHeader);
    return { header, claims, token: sign(claims), sign, publicPem: pemOf(keys.publicKey) };
  };

  it('lets the good ones in, or the rest proves nothing', async () => {
    expect((await asTill(goodTill().token)).status).toBe(200);
    expect((await asPerson(goodPerson().token)).status).toBe(200);
  });

  it.each(FORGERIES)('refuses a till with $what', async ({ forge }) => {
    const answer = await asTill(forge(goodTill()));
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toMatch(/^auth\/(assertion-invalid|required)$/);
  });

  it.each(FORGERIES)('refuses a person with $what', async ({ forge }) => {
    const answer = await asPerson(forge(goodPerson()));
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('auth/required');
  });

  it('refuses a token of a person from another secret, type or time', async () => {
    const { claims, header, sign } = goodPerson();
    const elsewhere = await new AccessTokens('another secret of another shop, 32 letters').sign(
      {
        tenantId: api.a.tenantId,
        employeeId: api.a.employees.owner.id,
        userId: 'u',
        sessionId: 's',
        roleKind: 'owner',
        permissions: new Set(PERMISSIONS),
        storeIds: null,
      },
      api.clock.now(),
    );
    const wrong = [
      elsewhere,
      sign(claims, { ...header, typ: 'JWT' }),
      sign(claims, { alg: 'EdDSA' }),
      sign({ ...claims, iss: 'somebody' }),
      sign({ ...claims, role: 'god' }),
      sign({ ...claims, scope: undefined }),
      sign({ ...claims, scope: `${claims.scope} everything/do` }),
      sign({ ...claims, scope: ['terminals/read'] }),
      sign({ ...claims, stores: 'all' }),
      sign({ ...claims, stores: ["}', true); DROP TABLE store; --"] }),
      sign({ ...claims, iat: Number(claims.iat) - 120, exp: Number(claims.iat) - 60 }),
      sign({ ...claims, nbf: Number(claims.exp) + 60 }),
    ];
    for (const token of wrong) expect((await asPerson(token)).status).toBe(401);
  });

  it('tells a till whose clock is wrong what time it is', async () => {
    const nowSeconds = Math.floor(api.clock.now() / 1000);
    for (const offset of [-86_400 * 3650, -121, 6, 86_400 * 3650]) {
      const iat = nowSeconds + offset;
      const answer = await asTill(till.keys.jwt(till.claims({ iat, exp: iat + 120 })));
      expect(answer.status).toBe(401);
      expect(answer.body.error).toMatchObject({ code: 'auth/assertion-time', serverTimeMs: api.clock.now() });
    }
  });

  it('does not believe one till that it is another, nor of another business', async () => {
    for (const changed of [
      { iss: otherTill.terminalId },
      { iss: otherTill.terminalId, tid: otherTill.tenantId },
      { tid: otherTill.tenantId },
      { iss: randomUUID() },
    ]) {
      const answer = await asTill(till.keys.jwt(till.claims(changed)));
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('auth/assertion-invalid');
    }
  });

  it('keeps tills out of the back office and people away from the tills', async () => {
    const authorization = till.bearer();
    const tillAtOffice = await api.nobody.ask('GET', '/v1/terminals', { headers: { authorization } });
    expect(tillAtOffice.status).toBe(401);
    const bare = authorization.slice('Bearer '.length);
    expect((await asPerson(bare)).status).toBe(401);
    const personAtTill = await api.nobody.ask('GET', TILL_ROUTE, {
      headers: { cookie: `${ACCESS_COOKIE}=${personToken}` },
    });
    expect(personAtTill.status).toBe(401);
    expect((await asTill(personToken)).status).toBe(401);
  });

  it('keeps tills out of everything that is about a person', async () => {
    const asked = [
      ['GET', '/v1/account/security'],
      ['GET', '/v1/account/sessions'],
      ['GET', '/v1/account/businesses'],
      ['POST', '/v1/account/business'],
      ['POST', '/v1/account/password'],
      ['POST', '/v1/account/sessions/end-others'],
      ['POST', '/v1/account/second-factor/set-up'],
      ['POST', '/v1/account/second-factor/disable'],
      ['POST', '/v1/account/passkeys/options'],
    ] as const;
    for (const [method, path] of asked) {
      const headers = { authorization: till.bearer(), origin: WEB_ORIGIN };
      const answer = await api.nobody.ask(method, path, { headers, ...(method === 'POST' && { body: {} }) });
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 401, 'auth/required']);
    }
  });

  it('does not believe that a second factor need not be set up, or need be, in other words', async () => {
    const { claims, sign } = goodPerson();
    for (const setup of [false, 'true', 1, null])
      expect((await asPerson(sign({ ...claims, setup }))).status).toBe(401);
    expect((await asPerson(sign({ ...claims, setup: true }))).body.error.code).toBe(
      'auth/second-factor-required',
    );
  });

  it('locks a revoked till out at its next contact, and says so only to the till itself', async () => {
    const owner = await api.signIn(api.a.employees.owner.phone);
    const doomed = await api.pairTerminal(api.a);
    expect((await api.askAs(doomed, 'GET', TILL_ROUTE)).status).toBe(200);
    expect((await owner.ask('POST', `/v1/terminals/${doomed.terminalId}/revoke`)).status).toBe(204);
    const answer = await api.askAs(doomed, 'GET', TILL_ROUTE);
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('auth/terminal-revoked');
    const forged = await asTill(stranger.jwt(doomed.claims()));
    expect(forged.body.error.code).toBe('auth/assertion-invalid');
  });

  it('believes a revocation by another server after thirty seconds at most', async () => {
    const doomed = await api.pairTerminal(api.a);
    const assertion = doomed.bearer();
    const ask = () => api.nobody.ask('GET', TILL_ROUTE, { headers: { authorization: assertion } });
    expect((await ask()).status).toBe(200);
    await withClient(api.database.adminUrl, (client) =>
      client.query(`UPDATE terminal SET state = 'revoked' WHERE id = $1`, [doomed.terminalId]),
    );
    api.clock.advance(30_000);
    expect((await ask()).body.error.code).toBe('auth/terminal-revoked');
  });

  it('notes when a till was last seen, at most every fifteen seconds', async () => {
    const seen = await api.pairTerminal(api.a);
    const lastSeen = async () => {
      const owner = await api.signIn(api.a.employees.owner.phone);
      const { body } = await owner.ask('GET', '/v1/terminals');
      return body.items.find((it: { id: string }) => it.id === seen.terminalId);
    };
    await api.askAs(seen, 'GET', TILL_ROUTE);
    const firstAtMs = api.clock.now();
    expect(await lastSeen()).toMatchObject({ lastSeenAtMs: firstAtMs, online: true });
    api.clock.advance(14_000);
    await api.askAs(seen, 'GET', TILL_ROUTE);
    expect((await lastSeen()).lastSeenAtMs).toBe(firstAtMs);
    api.clock.advance(1_000);
    await api.askAs(seen, 'GET', TILL_ROUTE);
    expect((await lastSeen()).lastSeenAtMs).toBe(firstAtMs + 15_000);
    api.clock.advance(90_000);
    expect((await lastSeen()).online).toBe(false);
  });
});

/** A route for tills that needs nothing but being one. */
const NIL = '0.00000000-0000-0000-0000-000000000000';
const TILL_ROUTE = `/v1/sync/pull?cursor=${NIL}_${NIL}_${NIL}`;

/** The server's own signing key, made from the secret as it does. */
class ServerKeys {
  readonly #tokens = new AccessTokens(AUTH_SECRET);
  readonly publicKey = this.#tokens.publicKey.export({ format: 'jwk' }).x as string;

  jwt(claims: object, header: object): string {
    const signed = `${part(header)}.${part(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.#tokens.privateKey).toString('base64url')}`;
  }
}

function pemOf(publicKey: string): string {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
