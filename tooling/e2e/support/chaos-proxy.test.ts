import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChaosProxy, type Fate } from './chaos-proxy.ts';

let server: Server;
let proxy: ChaosProxy;
/** Bodies the server got, in order; it answers each with its number. */
let received: string[];
let openStreams: number;

beforeEach(async () => {
  received = [];
  openStreams = 0;
  server = createServer(async (request, response) => {
    if (request.url === '/events') {
      openStreams++;
      request.on('close', () => openStreams--);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: poke\ndata: 1\n\n');
      setTimeout(() => response.write('event: poke\ndata: 2\n\n'), 60);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`answer ${received.length}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await ChaosProxy.open((server.address() as AddressInfo).port, createRng(7));
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const url = (path: string) => `http://127.0.0.1:${proxy.port}${path}`;
const push = async (body = 'sale') => {
  const response = await fetch(url('/push?x=1'), { method: 'POST', body });
  return `${response.status} ${await response.text()}`;
};
const meet = (...fates: Fate[]) => proxy.script('POST /push', fates);

describe('ChaosProxy', () => {
  it('passes requests and answers on, also many over one connection', async () => {
    expect([await push('a'), await push('b')]).toEqual(['200 answer 1', '200 answer 2']);
    expect(received).toEqual(['a', 'b']);
  });

  it('loses a request before the server sees it', async () => {
    meet('drop-request');
    await expect(push()).rejects.toThrow();
    expect(received).toHaveLength(0);
  });

  it('loses an answer after the work is done, or half of it', async () => {
    meet('drop-answer', 'cut-answer');
    await expect(push()).rejects.toThrow();
    await expect(push()).rejects.toThrow();
    expect(received).toHaveLength(2);
  });

  it('repeats a request: after the first, beside it, and when nobody expects it', async () => {
    meet('repeat', 'race', 'late-repeat');
    expect(await push('a')).toBe('200 answer 2');
    await push('b');
    await push('c');
    await waitFor(() => received.length === 6, { what: 'the late repeat' });
    expect(received.join('')).toBe('aabbcc');
  });

  it('brings an old answer instead of the new one', async () => {
    meet('pass', 'old-answer');
    expect([await push('a'), await push('b')]).toEqual(['200 answer 1', '200 answer 1']);
    expect(received).toEqual(['a', 'b']);
  });

  it('answers in the name of somebody in between', async () => {
    meet('unavailable');
    expect(await push()).toMatch(/^503 /);
    expect(received).toHaveLength(0);
  });

  it('hands a live stream on piece by piece, and cuts it', async () => {
    proxy.script('GET /events', ['cut-answer']);
    const response = await fetch(url('/events'));
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body!) text += Buffer.from(chunk).toString();
    })();
    await expect(reading).rejects.toThrow();
    expect(text).toBe('event: poke\ndata: 1\n\nevent: poke\ndata: 2\n\n');
    await waitFor(() => openStreams === 0, { what: 'the server to see the cut' });
  });

  it('refuses while it is cut and serves the same address after', async () => {
    await push();
    await proxy.cut();
    await expect(push()).rejects.toThrow();
    await proxy.heal();
    expect(await push()).toBe('200 answer 2');
  });

  it('draws the same fates from the same seed', async () => {
    const run = async () => {
      const own = await ChaosProxy.open((server.address() as AddressInfo).port, createRng(42));
      own.weather = { chances: { 'drop-answer': 0.3, repeat: 0.3, unavailable: 0.2 }, delayMs: [0, 3] };
      for (let i = 0; i < 25; i++) {
        await fetch(`http://127.0.0.1:${own.port}/push`, { method: 'POST', body: 'x' }).catch(() => null);
      }
      await own.close();
      return own.events.map((event) => event.fate).join();
    };
    const first = await run();
    expect(new Set(first.split(',')).size).toBe(4);
    expect(await run()).toBe(first);
  });
});
