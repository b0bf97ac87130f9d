import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from './support/api.ts';
import type { TestTill } from './support/test-till.ts';

const MEGABYTE = 1024 * 1024;

/** Input of bad faith or bad luck: refused with 4xx and the one error body, never a 5xx, never a stack. */
describe('bodies and addresses nobody should send', () => {
  let api: TestApi;
  let owner: Asker;
  let till: TestTill;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    till = await api.pairTerminal(api.a);
  });
  afterAll(() => api.close());

  const json = (body: string) => ({ body, headers: { 'content-type': 'application/json' } });
  const create = (body: string) => owner.ask('POST', '/v1/terminals', json(body));

  const deepArray = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

  it.each([
    ['no JSON', 400, '{"name":'],
    ['bytes', 400, '\u0000\u0001\ufffd'],
    ['arrays 100,000 deep', 400, deepArray],
    ['objects 100,000 deep', 400, deepObject],
    ['a deep value under a good name', 400, `{"name":${deepArray}}`],
    ['__proto__', 400, '{"name":"x","__proto__":{"role":"owner"}}'],
    ['constructor.prototype', 400, '{"name":"x","constructor":{"prototype":{"role":"owner"}}}'],
    ['nothing', 422, ''],
    ['null', 422, 'null'],
    ['a text', 422, '"x"'],
    ['a list', 422, '[]'],
    ['wrong types', 422, '{"name":5,"storeId":{}}'],
    ['a name of blanks', 422, '{"name":"   ","storeId":"00000000-0000-7000-8000-000000000000"}'],
    ['a number without end', 422, `{"name":1e999,"storeId":${'9'.repeat(5000)}}`],
    ['ten megabytes', 413, `"${'x'.repeat(10 * MEGABYTE)}"`],
  ])('refuses %s with %i', async (_what, status, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.code).toBe(status === 413 ? 'common/too-large' : 'common/validation');
  });

  it('names the fields that are wrong, and not what was in them', async () => {
    const { body, text } = await create('{"name":"","storeId":"<script>alert(1)</script>"}');
    expect(body.error.details).toEqual([
      { code: 'common/validation', field: 'name' },
      { code: 'common/validation', field: 'storeId' },
    ]);
    expect(text).not.toContain('script');
  });

  it('drops names it does not know', async () => {
    const answer = await create(`{"name":"Kassa 7","storeId":"${api.a.storeId}","state":"active"}`);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'Kassa 7', state: 'unpaired' });
  });

  it.each([
    ['name', `{"name":"first","name":"second","storeId":"x"}`],
    ['role', `{"name":"x","storeId":"x","more":[{"role":1},{"role":1,"r\\u006fle":2}]}`],
  ])('refuses two values of one name, and says which: %s', async (field, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'common/validation', field });
  });

  it('refuses a NUL in a text, and says where', async () => {
    const answer = await create(`{"name":"Kassa\\u0000","storeId":"${api.a.storeId}"}`);
    expect(answer.status).toBe(422);
    expect(answer.body.error).toMatchObject({ code: 'common/validation', field: 'name' });
  });

  it('refuses a media type it does not speak', async () => {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
      const answer = await owner.ask('POST', '/v1/terminals', {
        body: '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
      expect(answer.text).not.toContain('root:');
    }
  });

  it('does not read a large body of somebody without credentials', async () => {
    const answer = await api.nobody.ask('POST', '/v1/auth/sign-in', json(`"${'x'.repeat(MEGABYTE)}"`));
    expect(answer.status).toBe(413);
  });

  it.each([
    '/v1/terminals/1/quarantine',
    `/v1/terminals/${encodeURIComponent("' OR 1=1 --")}/quarantine`,
    '/v1/terminals/00000000-0000-7000-8000-000000000000/quarantine',
    '/v1/terminals/%00/quarantine',
    '/v1/terminals/%zz/quarantine',
    `/v1/terminals/${'x'.repeat(5000)}/quarantine`,
    '/v1/../../etc/passwd',
    '//evil.example/v1/terminals',
    '/docs/..%2f..%2fpackage.json',
    '/v1/products?limit=abc',
    '/v1/products?limit=-1',
    '/v1/products?limit=1&limit=2',
    '/v1/products?cursor=nonsense',
    '/v1/products?cursor[$gt]=x',
    '/v1/products?search=%00',
    '/v1/receipts?from=2026-13-45',
    '/v1/receipts?search=%27%20OR%201%3D1',
    '/v1/dashboard?date=99999-99-99',
    '/v1/stock?warehouseId=x',
    '/v1/deliveries/x',
  ])('answers GET %s without falling over', async (path) => {
    const answer = await owner.ask('GET', path);
    expect(answer.status, answer.text).toBeLessThan(500);
  });

  it('answers a till without falling over', async () => {
    for (const body of [
      '{}',
      '{"wire":1,"entries":[]}',
      `{"wire":1,"entries":${deepArray}}`,
      'null',
      '[1]',
    ]) {
      const answer = await api.askAs(till, 'POST', '/v1/sync/push', json(body));
      expect([400, 422]).toContain(answer.status);
    }
  });

  it('sends the headers that keep browsers safe, also with a refusal', async () => {
    for (const path of ['/health', '/nowhere', '/v1/terminals']) {
      const { headers } = await api.nobody.ask('GET', path);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'strict-transport-security': expect.stringContaining('max-age='),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('survives what is not HTTP at all', async () => {
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    for (const bytes of [
      'GET / HTTP/1.1\r\nHost\r\n\r\n',
      '\x16\x03\x01 hello',
      'GET /health HTTP/9.9\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 400/);
    }
    expect((await api.nobody.ask('GET', '/health')).status).toBe(200);
  });

  it('does not call ready what has no database', async () => {
    expect((await api.nobody.ask('GET', '/ready')).body).toEqual({
      status: 'ok',
      checks: { database: true, migrations: true },
    });
    await using other = await startTestApi();
    await other.database.drop();
    expect((await other.nobody.ask('GET', '/health')).status).toBe(200);
    const ready = await other.nobody.ask('GET', '/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.checks.database).toBe(false);
  });
});
