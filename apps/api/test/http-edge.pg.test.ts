import { type AddressInfo, connect } from 'node:net';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Public } from '../src/platform/auth/access.ts';
import { ProblemError } from '../src/platform/errors/problem-error.ts';
import { Answers } from '../src/platform/http/answers.ts';
import { type Answer, type Asker, startTestApi, type TestApi } from './support/api.ts';
import { WEB_ORIGIN } from './support/settings.ts';
import type { TestTill } from './support/test-till.ts';

@Controller('v1/edge')
class EdgeController {
  @Get('broken')
  @Public()
  @Answers(null)
  broken(): never {
    throw new Error('SELECT secret FROM vault at /srv/api/src/vault.ts:7:7');
  }

  @Post('busy')
  @Public()
  @Answers(null)
  busy(): never {
    throw new ProblemError('common/too-many-requests', { retryAfterSeconds: 7, params: { seconds: 7 } });
  }
}

@Module({ controllers: [EdgeController] })
class EdgeModule {}

const HEADERS = {
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'strict-transport-security': expect.stringContaining('max-age='),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': expect.stringMatching(/no-store|no-cache/),
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
};

/** Where requests come in: before any feature, and for what is no request at all. */
describe('the edge of the server', () => {
  let api: TestApi;
  let owner: Asker;
  let till: TestTill;
  let port: number;

  beforeAll(async () => {
    api = await startTestApi({}, [EdgeModule]);
    owner = await api.signIn(api.a.employees.owner.phone);
    till = await api.pairTerminal(api.a);
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => api.close());

  /** Sends bytes as they are and hears the connection out. */
  const raw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      // A server that waits for more has not refused.
      socket.setTimeout(1_500, () => socket.destroy());
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
  const answersIn = (text: string) =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  const json = (body: string, type = 'application/json') => ({ body, headers: { 'content-type': type } });
  const create = (body: string, type?: string) => owner.ask('POST', '/v1/terminals', json(body, type));

  describe('headers that keep browsers safe', () => {
    const refused: readonly (readonly [number, () => Promise<Answer>])[] = [
      [200, () => api.nobody.ask('GET', '/health')],
      [204, () => api.nobody.ask('POST', '/v1/auth/sign-out')],
      [400, () => create('{')],
      [400, () => owner.ask('GET', '/v1/products/%zz')],
      [401, () => api.nobody.ask('GET', '/v1/terminals')],
      [403, () => owner.ask('POST', '/v1/terminals', { headers: { origin: 'https://evil.example' } })],
      [404, () => api.nobody.ask('GET', '/nowhere')],
      [404, () => api.nobody.ask('OPTIONS', '/v1/terminals')],
      [413, () => create(`"${'x'.repeat(5 * 1024 * 1024)}"`)],
      [415, () => create('<x/>', 'application/xml')],
      [422, () => create('{}')],
      [429, () => api.nobody.ask('POST', '/v1/edge/busy')],
      [500, () => api.nobody.ask('GET', '/v1/edge/broken')],
    ];
    it.each(refused)('go with a %i', async (status, ask) => {
      const answer = await ask();
      expect(answer.status, answer.text).toBe(status);
      expect(answer.headers).toMatchObject(HEADERS);
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers.server).toBeUndefined();
      if (status >= 400) {
        expect(answer.body.error.requestId).toBe(answer.headers['x-request-id']);
        expect(answer.text).not.toMatch(/SELECT|vault|\bat \/|\.ts/);
      }
      if (status === 429) expect(answer.headers['retry-after']).toBe('7');
    });

    it('go with streams', async () => {
      const signal = AbortSignal.timeout(5_000);
      for (const path of ['/v1/sync/snapshot', '/v1/sync/events']) {
        const headers = { authorization: till.bearer() };
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, signal });
        expect(Object.fromEntries(answer.headers), path).toMatchObject(HEADERS);
        await answer.body?.cancel();
      }
    });

    it('go with what is no request', async () => {
      const answer = await raw('GET / HTTP/1.1\r\nHost\r\n\r\n');
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      const headers = Object.fromEntries(
        head
          .split('\r\n')
          .slice(1)
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      expect(headers).toMatchObject(HEADERS);
      expect(JSON.parse(body)).toEqual({
        error: { code: 'common/validation', requestId: headers['x-request-id'] },
      });
    });
  });

  describe('pages of other sites', () => {
    const preflight = (origin: string, headers: Record<string, string> = {}) =>
      api.nobody.ask('OPTIONS', '/v1/products', {
        headers: { origin, 'access-control-request-method': 'POST', ...headers },
      });
    const corsOf = ({ headers }: Answer) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

    it('are told nothing: no origin, no credentials, no methods', async () => {
      for (const origin of [
        'https://evil.example',
        'null',
        `${WEB_ORIGIN}.evil.example`,
        'http://localhost:3001',
        '*',
      ]) {
        const asked = await preflight(origin, { 'access-control-request-headers': 'content-type' });
        expect(asked.status).toBe(404);
        expect(corsOf(asked)).toEqual({});
        expect(asked.headers.vary).toMatch(/\bOrigin\b/);
        const read = await owner.ask('GET', '/v1/products', { headers: { origin } });
        expect(corsOf(read)).toEqual({});
        expect(read.headers.vary).toMatch(/\bOrigin\b/);
      }
      const without = await owner.ask('GET', '/v1/products');
      expect(corsOf(without)).toEqual({});
      expect(without.headers.vary).toMatch(/\bOrigin\b/);
    });

    it('but those of the back office may call with its cookies, and only what it calls with', async () => {
      const asked = await preflight(WEB_ORIGIN, { 'access-control-request-headers': 'content-type,x-admin' });
      expect(asked.status).toBe(204);
      expect(corsOf(asked)).toEqual({
        'access-control-allow-origin': WEB_ORIGIN,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'content-type, accept-language',
        'access-control-expose-headers': 'x-request-id, retry-after',
        'access-control-max-age': '600',
      });
      expect(asked.headers).toMatchObject(HEADERS);
      const read = await owner.ask('GET', '/v1/products', { headers: { origin: WEB_ORIGIN } });
      expect(corsOf(read)['access-control-allow-origin']).toBe(WEB_ORIGIN);
    });
  });

  describe('bodies and what they claim to be', () => {
    it.each([
      ['application/json; charset=utf-16', '{}'],
      ['application/json;charset="windows-1251"', '{}'],
      ['application/vnd.api+json', '{}'],
      ['application/x-www-form-urlencoded', 'name=x'],
      ['application/json, text/plain', '{}'],
      ['*/*', '{}'],
      ['', '{}'],
    ])('refuses the media type %j', async (type, body) => {
      const answer = await create(body, type);
      expect(answer.status).toBe(415);
      expect(answer.body.error.code).toBe('common/validation');
    });

    it('takes UTF-8 by any of its names', async () => {
      for (const type of ['application/json;charset=UTF-8', 'Application/JSON; Charset="utf8"'])
        expect((await create('{}', type)).status).toBe(422);
    });

    it('refuses bytes that are no UTF-8, a body that is packed, and one that is packed by its own word only', async () => {
      const bytes = (body: Buffer, headers: Record<string, string> = {}) =>
        owner.ask('POST', '/v1/terminals', {
          body,
          headers: { 'content-type': 'application/json', ...headers },
        });
      expect((await bytes(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).status).toBe(400);
      expect((await bytes(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400);
      for (const encoding of ['gzip', 'br', 'identity, gzip'])
        expect((await bytes(Buffer.from('{}'), { 'content-encoding': encoding })).status).toBe(415);
    });

    it('refuses what would be large without its length being said', async () => {
      const chunk = 'x'.repeat(60_000);
      const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(2);
      const answer = await raw(
        `POST /v1/auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n"aa\r\n${chunks}1\r\n"\r\n0\r\n\r\n`,
      );
      expect(answersIn(answer)).toEqual([413]);
    });

    it('knows no other method than the one it was asked with', async () => {
      const headers = {
        'x-http-method-override': 'DELETE',
        'x-method-override': 'PUT',
        'x-http-method': 'PUT',
      };
      const answer = await owner.ask('POST', '/v1/terminals?_method=DELETE', { body: {}, headers });
      expect(answer.status).toBe(422);
      for (const method of ['TRACE', 'PROPFIND', 'PATCH'])
        expect((await owner.ask(method, '/v1/terminals')).status).toBe(404);
    });
  });

  describe('addresses', () => {
    it.each([
      '/v1/products?search=a%00b',
      '/v1/products/%00',
      '/v1/products?limit=1&limit=2',
      '/v1/products?limit[]=1',
      '/v1/products?__proto__=x',
      '/v1/products?__proto__[limit]=1',
      '/v1/products?constructor[prototype][limit]=1',
      '/v1/products?hasOwnProperty=1&toString=2',
      `/v1/products?search=${'x'.repeat(9_000)}`,
      `/v1/${'x/'.repeat(4_000)}`,
      `/v1/products?${'a=1&'.repeat(2_000)}`,
      '/v1/products/..%2f..%2f..%2fetc%2fpasswd',
      '/docs/%2e%2e/%2e%2e/package.json',
      '/docs/....//package.json',
      '/v1/products;jsessionid=1',
      '/V1/PRODUCTS',
      '//v1//products',
      '/v1/products/%ff%fe',
      '/v1/products?search=%f0%28%8c%28',
      '/v1/products?search=%27%3B%20DROP%20TABLE%20product%3B--',
    ])('%s is answered without falling over', async (path) => {
      const answer = await owner.ask('GET', path);
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.text).not.toMatch(/root:|"dependencies"/);
    });
  });

  describe('connections', () => {
    const GOOD = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    // Each hides a second request behind the first: it must never be answered.
    it.each([
      ['two lengths', 'Content-Length: 5\r\nContent-Length: 0'],
      ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
      ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 5'],
      ['chunks that are not last', 'Transfer-Encoding: chunked, identity'],
      ['chunks with a blank before the colon', 'Transfer-Encoding : chunked'],
      ['chunks by another name', 'Transfer-Encoding: xchunked'],
      ['a length with a sign', 'Content-Length: +5'],
      ['a length that is none', 'Content-Length: 5, 5'],
      [
        'a header that goes on in the next line',
        'X-A: 1\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
      ],
    ])('with %s are refused and closed', async (_what, headers) => {
      const answer = await raw(
        `POST /v1/auth/sign-out HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n0\r\n\r\n${GOOD}`,
      );
      expect(answersIn(answer).at(-1)).toBe(400);
      expect(answersIn(answer).filter((status) => status < 400)).toEqual([]);
    });

    it('with bare line feeds, a NUL in a header or an unknown version are refused', async () => {
      for (const bytes of [
        'GET /health HTTP/1.1\nHost: x\n\n',
        'GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n',
        'GET /health HTTP/2.5\r\nHost: x\r\n\r\n',
        'GET /health HTTP/1.1\r\n\r\n',
      ])
        expect(answersIn(await raw(bytes)), JSON.stringify(bytes)).toEqual([400]);
    });

    it('with headers without end are refused', async () => {
      const many = Array.from({ length: 3_000 }, (_, i) => `X-${i}: ${i}\r\n`).join('');
      expect(answersIn(await raw(`GET /health HTTP/1.1\r\nHost: x\r\n${many}\r\n`))).toEqual([431]);
      expect(
        answersIn(await raw(`GET /health HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`)),
      ).toEqual([431]);
      expect(answersIn(await raw(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`))).toEqual([431]);
    });

    it('that are sound go on being answered', async () => {
      expect(answersIn(await raw(`${GOOD.replace('Connection: close\r\n', '')}${GOOD}`))).toEqual([200, 200]);
    });
  });
});
