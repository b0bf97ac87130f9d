import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import { BUSY_SECONDS } from './fake-server.ts';
import { allSent, Bench, sell, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const SALES = 30;
const BUSY_MS = BUSY_SECONDS * 1_000;

it('sells on while the server is too busy, asks no sooner than it was told, and loses nothing', async () => {
  const server = await bench.server();
  const waits: number[] = [];
  const { till } = await bench.onlineTill(server, {
    scheduler: (callback, delayMs) => {
      waits.push(delayMs);
      return nodePorts.scheduler(callback, delayMs / 40);
    },
  });
  await allSent(till);
  server.fault = (path) => (path === '/v1/sync/push' || path === '/v1/sync/pull' ? 'busy' : 'none');
  server.requests = [];
  waits.length = 0;
  for (let i = 0; i < SALES; i++) {
    await sell(till, 1 + (i % 20));
    // A server that pokes is there, and still asked to be left alone.
    server.poke();
  }
  await waitFor(() => server.requests.filter((path) => path === '/v1/sync/push').length >= 2, {
    what: 'a second try',
  });
  const tries = server.requests.filter((path) => path === '/v1/sync/push' || path === '/v1/sync/pull').length;
  const heeded = waits.filter((delayMs) => delayMs >= BUSY_MS && delayMs < 20_000);
  expect(heeded.length).toBeGreaterThanOrEqual(tries - 2);
  expect(new Set(heeded).size).toBeGreaterThan(1);
  const { notices, unsent } = await value(till.device.state());
  expect(unsent).toBeGreaterThanOrEqual(SALES);
  expect(notices).toEqual([]);

  server.fault = () => 'none';
  await allSent(till);
  expect(server.salesPosted).toBe(SALES);
  expect([...server.posted.values()].every((times) => times === 1)).toBe(true);
});
