import { cpSync } from 'node:fs';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Scheduler } from '../src/ports.ts';
import { FakeFiscal } from '../src/testing/fake-devices.ts';
import type { Till } from '../src/till.ts';
import { Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const hasty: Scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 100);
const light = async (till: Till) => (await value(till.device.state())).fiscal;
const registered = (fiscal: FakeFiscal, count: number) =>
  waitFor(() => fiscal.registered.length === count, { what: `${count} registered receipts` });

/** One receipt registered, two waiting; the till is closed. */
async function tillWithQueue(fiscal: FakeFiscal) {
  const opened = await bench.offlineTill({ fiscal, scheduler: hasty });
  await signIn(opened.till);
  const paid = [await sell(opened.till, 1)];
  await registered(fiscal, 1);
  fiscal.answer = () => 'down';
  paid.push(await sell(opened.till, 2), await sell(opened.till, 3));
  await opened.close();
  fiscal.answer = () => 'ok';
  return { options: opened.options, receiptIds: paid.map(({ receiptId }) => receiptId) };
}

describe('receipts that wait for the fiscal module while the program is started anew', () => {
  it('go out where the module stands as this disk last saw it', async () => {
    const fiscal = new FakeFiscal();
    const { options, receiptIds } = await tillWithQueue(fiscal);
    const { till } = bench.open(options);
    await registered(fiscal, 3);
    expect(fiscal.registered.map((it) => it.receiptId)).toEqual(receiptIds);
    await waitFor(async () => (await light(till)).queue === 0);
  });

  it('of a disk restored from a copy are not sent a second time: a person compares; what is sold from now on is registered', async () => {
    const fiscal = new FakeFiscal();
    const { options, receiptIds } = await tillWithQueue(fiscal);
    const copyDir = await bench.dir();
    cpSync(options.dataDir, copyDir, { recursive: true });
    const original = bench.open(options);
    await registered(fiscal, 3);
    await original.close();

    const { till } = bench.open({ ...options, dataDir: copyDir });
    await waitFor(async () => (await light(till)).problem?.code === 'till/fiscal-copied', {
      what: 'the light',
    });
    expect(await light(till)).toMatchObject({ state: 'trouble', queue: 2 });
    await signIn(till);
    const { receiptId } = await sell(till, 4);
    await registered(fiscal, 4);
    expect(fiscal.registered.map((it) => it.receiptId)).toEqual([...receiptIds, receiptId]);
  });

  it('go to a module that was put in meanwhile', async () => {
    const { options, receiptIds } = await tillWithQueue(new FakeFiscal());
    const fiscal = new FakeFiscal();
    fiscal.position = async () => ({ kind: 'position', terminalId: 'ZZ000000000009', receiptSeq: '0' });
    bench.open({ ...options, fiscal });
    await registered(fiscal, 2);
    expect(fiscal.registered.map((it) => it.receiptId)).toEqual(receiptIds.slice(1));
  });

  it('wait on while the module does not say where it stands', async () => {
    const fiscal = new FakeFiscal();
    const { options } = await tillWithQueue(fiscal);
    const position = fiscal.position;
    fiscal.position = async () => ({ kind: 'refused', code: 'fiscal/unreachable', retryable: true });
    const { till } = bench.open(options);
    await waitFor(async () => (await light(till)).problem?.code === 'fiscal/unreachable', {
      what: 'the light',
    });
    fiscal.position = position;
    await registered(fiscal, 3);
  });
});
