import { cpSync } from 'node:fs';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import { GOOD_CODE } from './fake-server.ts';
import { allSent, Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Waits between retries are cut to a twentieth, time-outs too. */
const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);

describe('a copied disk', () => {
  it('is noticed, keeps selling, and goes on in an epoch of its own; nothing is dropped', async () => {
    const server = await bench.server();
    const original = await bench.onlineTill(server, { scheduler: hasty });
    await sell(original.till, 1);
    await allSent(original.till);
    await original.close();

    const copyDir = await bench.dir();
    cpSync(original.dataDir, copyDir, { recursive: true });
    // The original sells on and is switched off; then the copy, which has never heard of that, is switched on.
    const again = bench.open({ ...original.options });
    await signIn(again.till);
    await sell(again.till, 2);
    await allSent(again.till);
    await again.close();

    server.fault = () => 'drop-request';
    const { till } = bench.open({ ...original.options, dataDir: copyDir });
    await signIn(till);
    const forked = [await sell(till, 3), await sell(till, 4)];
    server.fault = () => 'none';
    await allSent(till);
    await waitFor(async () => (await value(till.device.state())).head.epoch === 2, { what: 'the new epoch' });
    const own = await sell(till, 5);
    await allSent(till);

    expect((await value(till.device.state())).notices).toContainEqual({ code: 'till/copied' });
    const inQuarantine = server.quarantined.map((q) => (q.entry.payload as { receiptId: string }).receiptId);
    for (const { receiptId } of forked) {
      expect(server.posted.has(receiptId) || inQuarantine.includes(receiptId)).toBe(true);
    }
    expect(server.posted.get(own.receiptId)).toBe(1);
    expect(server.chains.get(2)!.head.seq).toBeGreaterThan(0);
  });

  it('restored from yesterday: seen at the first contact, before anything is sold on it', async () => {
    const server = await bench.server();
    const first = await bench.onlineTill(server, { scheduler: hasty });
    await allSent(first.till);
    await first.close();
    const backup = await bench.dir();
    cpSync(first.dataDir, backup, { recursive: true });
    const day = bench.open({ ...first.options });
    await signIn(day.till);
    await sell(day.till, 1);
    await allSent(day.till);
    await day.close();
    const { till } = bench.open({ ...first.options, dataDir: backup });
    await waitFor(async () => (await value(till.device.state())).head.epoch === 2, { what: 'the new epoch' });
    await signIn(till);
    const paid = await sell(till, 2);
    await allSent(till);
    expect(server.posted.get(paid.receiptId)).toBe(1);
    expect(server.quarantined).toEqual([]);
    // The day's receipt was number 1, which this disk has never heard of.
    expect(paid.receiptNumber).toBe(2);
  });
});

it('a new disk for an old terminal goes on above the numbers it does not know', async () => {
  const server = await bench.server();
  const first = await bench.onlineTill(server);
  for (const index of [1, 2, 3]) await sell(first.till, index);
  await allSent(first.till);
  await first.close();
  const { till } = await bench.onlineTill(server);
  expect(await value(till.shift.current())).toMatchObject({ shiftNumber: 2 });
  expect((await sell(till, 1)).receiptNumber).toBe(4);
  // Paired once more, with nothing new in the books yet: no number is given back.
  await value(till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
  expect((await sell(till, 1)).receiptNumber).toBe(5);
});
