import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { EMPTY_CART } from '../../test/sample-views.ts';
import { createBridgeServer } from '../bridge/bridge-server.ts';
import { saleContract } from '../bridge/sale/contract.ts';
import { type Kiosk, startKiosk } from './kiosk-server.ts';

const files = new Map([
  [
    '/index.html',
    {
      body: Buffer.from('<html><head></head></html>'),
      type: 'text/html; charset=utf-8',
      immutable: false,
    },
  ],
  ['/assets/a.js', { body: Buffer.from('1'), type: 'text/javascript', immutable: true }],
]);
const sale = {
  contract: saleContract,
  handlers: { cart: async () => ({ ok: true, value: EMPTY_CART }) } as never,
};

let kiosk: Kiosk;
let port: number;

beforeEach(async () => {
  kiosk = await startKiosk({ port: 0, files, bridge: createBridgeServer({ sale }, () => {}), log: () => {} });
  port = Number(new URL(kiosk.url).port);
});
afterEach(() => kiosk.close());

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** `fetch` forbids Host and Sec-Fetch-* headers, so the plain client is used. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

async function token(): Promise<string> {
  return /name="jowi-token" content="([^"]+)"/.exec((await get('/')).body)?.[1] ?? '';
}

type Knock = { origin?: string | null; host?: string; protocols?: string[]; path?: string };

/** Resolves with the open socket, or with the status the server refused with. */
function knock({ origin, host, protocols = [], path = '/bridge' }: Knock): Promise<WebSocket | number> {
  const headers: Record<string, string> = host ? { host } : {};
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
    headers,
    ...(origin === null ? {} : { origin: origin ?? `http://127.0.0.1:${port}` }),
  });
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
}

describe('the page', () => {
  it('comes with a strict policy and a fresh nonce', async () => {
    const first = await get('/');
    const second = await get('/');
    const csp = String(first.headers['content-security-policy']);
    expect(first.status).toBe(200);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).toContain(`connect-src 'self' ws://127.0.0.1:${port}/bridge`);
    expect(csp).not.toContain('unsafe');
    expect(csp).not.toBe(second.headers['content-security-policy']);
    expect(first.headers['x-content-type-options']).toBe('nosniff');
    expect(first.headers['x-frame-options']).toBe('DENY');
    expect(first.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is answered only under our own names (DNS rebinding)', async () => {
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1:${port + 1}`, '127.0.0.1']) {
      const answer = await get('/', { host });
      expect([host, answer.status]).toEqual([host, 403]);
      expect(answer.body).not.toContain('jowi-token');
    }
    expect((await get('/', { host: `localhost:${port}` })).status).toBe(200);
  });

  it('is given to no script and no frame of another site', async () => {
    const script = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'script',
    };
    expect((await get('/assets/a.js', script)).status).toBe(403);
    const sameMachine = {
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
    };
    expect((await get('/', sameMachine)).status).toBe(403);
    const frame = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    expect((await get('/', frame)).status).toBe(403);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/assets/', '/index.htm', '/.env', '//etc/passwd'])(
    'serves nothing but the built files: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('accepts no writing method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get('/', {}, method)).status).toBe(405);
  });
});

describe('the socket', () => {
  it('opens for our page with the right token and speaks', async () => {
    const socket = await knock({ protocols: ['jowi-till', `token.${await token()}`] });
    if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
    expect(socket.protocol).toBe('jowi-till');
    const message = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    socket.send(JSON.stringify({ id: 1, domain: 'sale', method: 'cart', params: {} }));
    expect(JSON.parse(await message)).toEqual({ id: 1, result: { ok: true, value: EMPTY_CART } });
    const event = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    kiosk.broadcast({ event: 'cart-changed' });
    expect(JSON.parse(await event)).toEqual({ event: 'cart-changed' });
  });

  it('refuses a wrong, empty or missing token', async () => {
    const right = await token();
    for (const protocols of [
      ['jowi-till', 'token.wrong'],
      ['jowi-till', `token.${right}x`],
      ['jowi-till', 'token.'],
      ['jowi-till'],
      [`token.${right}`],
      [],
    ]) {
      expect([protocols, await knock({ protocols })]).toEqual([protocols, 403]);
    }
  });

  it('refuses a page of another origin, and no origin at all', async () => {
    const protocols = ['jowi-till', `token.${await token()}`];
    for (const origin of [
      'https://evil.example',
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'null',
      null,
    ]) {
      expect([origin, await knock({ origin, protocols })]).toEqual([origin, 403]);
    }
  });

  it('refuses a foreign Host even with a matching Origin (DNS rebinding)', async () => {
    const host = `evil.example:${port}`;
    const protocols = ['jowi-till', `token.${await token()}`];
    expect(await knock({ host, origin: `http://${host}`, protocols })).toBe(403);
  });

  it('refuses any other path', async () => {
    const protocols = ['jowi-till', `token.${await token()}`];
    expect(await knock({ path: '/', protocols })).toBe(403);
  });

  it.each(['{', '"text"', '{"id":1}', '[]'])('hangs up on what is not a request: %s', async (text) => {
    const socket = await knock({ protocols: ['jowi-till', `token.${await token()}`] });
    if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
    const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));
    socket.send(text);
    expect(await closed).toBe(1008);
  });

  it('hangs up on a message too long to be ours', async () => {
    const socket = await knock({ protocols: ['jowi-till', `token.${await token()}`] });
    if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
    const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));
    socket.send('x'.repeat(1_000_001));
    expect(await closed).toBe(1009);
  });
});

it('listens on the loopback only and says so when the port is taken', async () => {
  expect(kiosk.url).toBe(`http://127.0.0.1:${port}/`);
  const second = startKiosk({ port, files, bridge: async () => null, log: () => {} });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
