import { createRng } from '@jowi/testkit/rng';
import { type Line, TcpProxy } from '@jowi/testkit/tcp-proxy';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Till } from '../src/till.ts';
import type { FakeServer } from './fake-server.ts';
import { STRANGERS, Stranger } from './stranger.ts';
import { allSent, Bench, refusal, sell, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Waits between retries are cut to a twentieth, time-outs too: a request is given up after one second. */
const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);

const state = (till: Till) => value(till.device.state());
const codes = async (till: Till) => (await state(till)).notices.map(({ code }) => code);

/** A till that knows its server by the address of a line which may lead anywhere. */
async function tillBehindLine(server: FakeServer) {
  const target = { port: Number(new URL(server.url).port) };
  const line = await TcpProxy.open(() => target.port, createRng(7));
  bench.later(() => line.close());
  const url = `http://127.0.0.1:${line.port}`;
  const opened = await bench.onlineTill({ url }, { scheduler: hasty });
  await allSent(opened.till);
  return { ...opened, line, target };
}

async function oncePosted(server: FakeServer, sold: readonly { receiptId: string }[]): Promise<void> {
  expect(sold.map(({ receiptId }) => server.posted.get(receiptId))).toEqual(sold.map(() => 1));
  expect(server.quarantined).toEqual([]);
}

describe('a bad line', () => {
  const lines: readonly (readonly [Line, string])[] = [
    ['mute', 'takes everything and never answers'],
    ['fin', 'hangs up politely'],
    ['reset', 'breaks off'],
    ['cut-answer', 'dies when the server has done it'],
    ['drip', 'brings a byte every 100 ms'],
  ];
  it.each(lines)(
    '%s: %s. It sells on, says that it is offline, and delivers each sale once',
    async (kind) => {
      const server = await bench.server();
      const { till, line } = await tillBehindLine(server);
      line.line = kind;
      const sold = [await sell(till, 1), await sell(till, 2), await sell(till, 3)];
      await waitFor(async () => !(await state(till)).online, { what: 'the light to go out' });
      expect((await state(till)).unsent).toBeGreaterThan(0);
      line.hangUp();
      await line.heal();
      await allSent(till);
      await oncePosted(server, sold);
      await waitFor(async () => (await state(till)).online, { what: 'the light' });
      expect(await codes(till)).toEqual([]);
    },
  );

  it('slow, lossy and broken now and then: everything arrives all the same', async () => {
    const server = await bench.server();
    const { till, line } = await tillBehindLine(server);
    line.line = 'slow';
    const sold = [];
    for (let good = 1; good <= 8; good++) sold.push(await sell(till, good));
    await allSent(till);
    await oncePosted(server, sold);
  });

  it('connections that died unseen are let go of, not asked for ever', async () => {
    const server = await bench.server();
    const { till, line } = await tillBehindLine(server);
    line.line = 'mute';
    const sold = [await sell(till, 1)];
    await waitFor(async () => !(await state(till)).online, { what: 'the light to go out' });
    // Sound again, but whoever was connected meanwhile is on a dead line.
    line.line = 'sound';
    await allSent(till);
    await oncePosted(server, sold);
  });

  it('refused or cut in the middle of a long delivery: goes on where it stood', async () => {
    const server = await bench.server();
    const { till, line } = await tillBehindLine(server);
    await line.cut();
    const sold = [];
    for (let sale = 0; sale < 60; sale++) sold.push(await sell(till, 1 + (sale % 20)));
    expect((await state(till)).obstacle).toBeNull();
    await line.heal();
    await waitFor(() => server.posted.size > 0, { what: 'the first batch' });
    await line.cut();
    await line.heal();
    await allSent(till);
    await oncePosted(server, sold);
  });
});

describe('somebody else where the server should be', () => {
  it.each(STRANGERS)('$what: $says', async ({ says, answer }) => {
    const server = await bench.server();
    const { till, line, target } = await tillBehindLine(server);
    const stranger = await Stranger.open(answer);
    bench.later(() => stranger.close());
    const ours = target.port;
    target.port = stranger.port;
    line.hangUp();
    const before = process.memoryUsage().rss;
    const sold = [await sell(till, 1), await sell(till, 2)];
    await waitFor(async () => (await codes(till)).includes(says), { what: says });
    expect(await state(till)).toMatchObject({ online: false, obstacle: { code: says } });
    expect((await state(till)).unsent).toBeGreaterThan(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
    target.port = ours;
    line.hangUp();
    await allSent(till);
    await oncePosted(server, sold);
    await waitFor(async () => (await codes(till)).length === 0, { what: 'an end of the notice' });
  });

  it.each([302, 307])(
    'who sends the till elsewhere (%d) is not obeyed: what it signed goes nowhere',
    async (status) => {
      const server = await bench.server();
      const elsewhere = await Stranger.open((_, response) => response.end('{}'));
      const portal = await Stranger.open((_, response) =>
        response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/login` }).end(),
      );
      bench.later(() => Promise.all([elsewhere.close(), portal.close()]));
      const { till, line, target } = await tillBehindLine(server);
      target.port = portal.port;
      line.hangUp();
      await sell(till, 1);
      await waitFor(async () => (await codes(till)).includes('till/network-portal'), { what: 'the notice' });
      expect(portal.asked.length).toBeGreaterThan(0);
      expect(elsewhere.asked).toEqual([]);
    },
  );

  it('is not paired with, and the till stays where it was', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    for (const { says, answer } of STRANGERS) {
      const stranger = await Stranger.open(answer);
      bench.later(() => stranger.close());
      const serverUrl = `http://127.0.0.1:${stranger.port}`;
      expect(await refusal(till.device.pair({ code: 'ABCD2345', serverUrl }))).toBe(says);
    }
    const nowhere = { code: 'ABCD2345', serverUrl: 'http://no-such-shop.invalid' };
    expect(await refusal(till.device.pair(nowhere))).toMatch(/^till\/server-(name-unknown|unreachable)$/);
    expect(await value(till.device.serverUrl())).toBe(server.url);
  });
});
