import { cpSync } from 'node:fs';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Till } from '../src/till.ts';
import { type FakeServer, GOOD_CODE } from './fake-server.ts';
import { allSent, Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Waits between retries are cut to a twentieth, time-outs too. */
const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);

async function everythingIsThere(till: Till, server: FakeServer, receiptIds: readonly string[]) {
  await waitFor(() => receiptIds.every((id) => server.posted.has(id)), { what: 'the lost receipts' });
  await allSent(till);
  expect(receiptIds.map((id) => server.posted.get(id))).toEqual(receiptIds.map(() => 1));
  const { head } = await value(till.device.state());
  expect(server.chains.get(head.epoch)!.head).toEqual(head);
}

/** A till whose journal has three epochs: its disk was copied twice. All of it acknowledged. */
async function tillOfThreeEpochs(server: FakeServer) {
  const first = await bench.onlineTill(server, { scheduler: hasty });
  const { till } = first;
  const receipts = [await sell(till, 1), await sell(till, 2)];
  await allSent(till);
  const backup = server.backUp();
  const later = [await sell(till, 3)];
  for (const epoch of [2, 3]) {
    await value(till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    expect((await value(till.device.state())).head.epoch).toBe(epoch);
    later.push(await sell(till, 1), await sell(till, 2));
  }
  await allSent(till);
  return { ...first, backup, receiptIds: [...receipts, ...later].map(({ receiptId }) => receiptId) };
}

describe('a server restored from a backup', () => {
  it('gets back all it has lost, older epochs too, though the till sells nothing more', async () => {
    const server = await bench.server();
    const { till, backup, receiptIds } = await tillOfThreeEpochs(server);
    backup();
    expect(server.posted.size).toBe(2);
    server.poke();
    await everythingIsThere(till, server, receiptIds);
    expect(server.quarantined).toEqual([]);
    expect((await value(till.device.state())).notices).toEqual([]);
  });

  it('and also when a sale comes before anybody notices, and the till is started anew in between', async () => {
    const server = await bench.server();
    const { till, close, options, backup, receiptIds } = await tillOfThreeEpochs(server);
    server.fault = () => 'drop-request';
    const meanwhile = await sell(till, 5);
    await close();
    backup();
    server.fault = () => 'none';
    const again = bench.open(options);
    await everythingIsThere(again.till, server, [...receiptIds, meanwhile.receiptId]);
  });

  it('gives out an epoch for the second time: the till does not use it twice', async () => {
    const server = await bench.server();
    const { till, backup, receiptIds } = await tillOfThreeEpochs(server);
    backup();
    await value(till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    expect((await value(till.device.state())).head.epoch).toBe(4);
    const next = await sell(till, 4);
    await everythingIsThere(till, server, [...receiptIds, next.receiptId]);
    // Numbers the restored server has not heard of are not taken again either.
    expect(next.receiptNumber).toBe(8);
  });

  it('has lost what stood beside its chain as well: it is sent again, and not only its end', async () => {
    const server = await bench.server();
    const original = await bench.onlineTill(server, { scheduler: hasty });
    await sell(original.till, 1);
    await allSent(original.till);
    await original.close();
    const copyDir = await bench.dir();
    cpSync(original.dataDir, copyDir, { recursive: true });
    // The original is ahead of whatever the copy sells on the chain they share: no gap shows what is missing.
    const again = bench.open({ ...original.options });
    await signIn(again.till);
    for (const good of [1, 2, 3, 4, 5]) await sell(again.till, good);
    await allSent(again.till);
    await again.close();
    const backup = server.backUp();

    server.fault = () => 'drop-request';
    const { till } = bench.open({ ...original.options, dataDir: copyDir });
    await signIn(till);
    const forked = [await sell(till, 3), await sell(till, 4)];
    server.fault = () => 'none';
    await allSent(till);
    await waitFor(async () => (await value(till.device.state())).head.epoch === 2, { what: 'the new epoch' });
    const own = await sell(till, 5);
    await allSent(till);
    backup();
    expect(server.quarantined).toEqual([]);
    server.poke();
    await everythingIsThere(till, server, [own.receiptId]);
    const held = () => server.quarantined.map(({ entry }) => entry.payload.receiptId);
    await waitFor(() => forked.every(({ receiptId }) => held().includes(receiptId)), {
      what: 'what was sold on the chain that split',
    });
  });

  it('two copies of a till share an epoch that was lost: what was sold on both is in the books or in quarantine', async () => {
    const server = await bench.server();
    const original = await bench.onlineTill(server, { scheduler: hasty });
    await sell(original.till, 1);
    await allSent(original.till);
    await original.close();
    const copyDir = await bench.dir();
    cpSync(original.dataDir, copyDir, { recursive: true });
    const tills = [
      bench.open({ ...original.options }),
      bench.open({ ...original.options, dataDir: copyDir }),
    ];
    server.fault = () => 'drop-request';
    const sold: string[] = [];
    for (const { till } of tills) {
      await signIn(till);
      for (const good of [2, 3, 4]) sold.push((await sell(till, good)).receiptId);
    }
    server.fault = () => 'none';
    for (const { till } of tills) await allSent(till);
    await waitFor(() => {
      const set = new Set(server.quarantined.map(({ entry }) => entry.payload.receiptId));
      return sold.every((id) => server.posted.has(id) || set.has(id));
    });
    for (const id of sold) expect(server.posted.get(id) ?? 1).toBe(1);
  });
});
