import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Scheduler } from '../src/ports.ts';
import { Bench } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

it('a proxy that ends every stream at once is asked more and more seldom', async () => {
  const server = await bench.server(1);
  const delays: number[] = [];
  const hurried: Scheduler = (callback, delayMs) => {
    delays.push(delayMs);
    return nodePorts.scheduler(callback, delayMs === 20_000 ? delayMs : delayMs / 100);
  };
  // The longest wait there can be, each time; names stay different.
  const random = (length: number) => (length === 4 ? Buffer.alloc(4, 0xff) : nodePorts.random(length));
  await bench.onlineTill(server, { scheduler: hurried, random });
  for (const waitMs of [1_199, 2_199, 4_199, 8_199, 16_199]) {
    await waitFor(() => server.pokeStreams === 1, { what: 'the stream' });
    server.cutPokes();
    await waitFor(() => delays.includes(waitMs), { what: `a wait of ${waitMs} ms` });
  }
  expect(server.requests.filter((path) => path === '/v1/sync/events').length).toBeLessThanOrEqual(6);
});
