import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { Scheduler } from '../src/ports.ts';
import { FakeFiscal, FakePrinter } from '../src/testing/fake-devices.ts';
import { Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Retries come a hundred times sooner, so that a test need not wait for them. */
const hasty: Scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 100);

async function tillWith(fiscal: FakeFiscal, printer: FakePrinter, scheduler = hasty) {
  const opened = await bench.offlineTill({ fiscal, printer, scheduler });
  await signIn(opened.till);
  return opened;
}

const lights = async (till: Awaited<ReturnType<typeof tillWith>>['till']) => value(till.device.state());

describe('the fiscal module', () => {
  it('is dead: the sale stands, the queue shows it; when it is back everything is registered once, in order', async () => {
    const fiscal = new FakeFiscal();
    fiscal.answer = () => 'down';
    const { till } = await tillWith(fiscal, new FakePrinter());
    const paid = [await sell(till, 1), await sell(till, 2), await sell(till, 3)];
    await waitFor(async () => (await lights(till)).fiscal.state === 'trouble', { what: 'the red light' });
    expect((await lights(till)).fiscal).toMatchObject({ queue: 3, problem: { code: 'fiscal/unreachable' } });
    expect(await value(till.sale.receipt({ receiptId: paid[0]!.receiptId }))).toMatchObject({
      fiscal: 'pending',
      mark: null,
    });
    fiscal.answer = () => 'ok';
    await waitFor(async () => (await lights(till)).fiscal.queue === 0, { what: 'an empty queue' });
    expect(fiscal.registered.map((r) => r.receiptId)).toEqual(paid.map((p) => p.receiptId));
    expect((await lights(till)).fiscal).toEqual({ state: 'ok', queue: 0 });
    expect(await value(till.sale.receipt({ receiptId: paid[2]!.receiptId }))).toMatchObject({
      fiscal: 'done',
      mark: { receiptSeq: '3' },
    });
  });

  it('takes one receipt a second: a queue being worked off is no trouble, a module that never moves on is', async () => {
    const fiscal = new FakeFiscal();
    let refusals = 0;
    fiscal.answer = (_, call) => (call === 'register' && refusals++ % 3 < 2 ? 'busy' : 'ok');
    const { till } = await tillWith(fiscal, new FakePrinter());
    const seen = new Set<string>();
    till.on('device-changed', async () => seen.add((await lights(till)).fiscal.state));
    await sell(till, 1);
    await sell(till, 2);
    await waitFor(async () => (await lights(till)).fiscal.queue === 0, { what: 'an empty queue' });
    expect([...seen]).not.toContain('trouble');

    fiscal.answer = (_, call) => (call === 'register' ? 'busy' : 'ok');
    await sell(till, 3);
    await waitFor(async () => (await lights(till)).fiscal.state === 'trouble', { what: 'the red light' });
    expect((await lights(till)).fiscal).toMatchObject({ problem: { code: 'fiscal/time-past' }, queue: 1 });
  });

  it('did it but did not say so: asked, not told again', async () => {
    const fiscal = new FakeFiscal();
    let lost = 0;
    fiscal.answer = (_, call) => (call === 'register' && lost++ === 0 ? 'lost' : 'ok');
    const { till } = await tillWith(fiscal, new FakePrinter());
    const { receiptId } = await sell(till, 1);
    await waitFor(async () => (await lights(till)).fiscal.queue === 0, { what: 'an empty queue' });
    expect(fiscal.registered).toMatchObject([{ receiptId }]);
  });

  it('is slow, and out of reach when asked to repeat: the first request may still land, and counts once', async () => {
    const fiscal = new FakeFiscal();
    let calls = 0;
    // Sent and not heard of; not there yet when asked for; the line is dead when it is sent again.
    fiscal.answer = (_, call) => (call !== 'register' ? 'ok' : calls++ === 0 ? 'late' : 'down');
    const { till } = await tillWith(fiscal, new FakePrinter());
    const { receiptId } = await sell(till, 1);
    await waitFor(() => calls >= 2, { what: 'the repeat' });
    for (const land of fiscal.underWay) land();
    fiscal.answer = () => 'ok';
    await waitFor(async () => (await lights(till)).fiscal.queue === 0, { what: 'an empty queue' });
    expect(fiscal.registered).toMatchObject([{ receiptId }]);
  });

  it('registers each sale exactly once through loss, silence and restarts', async () => {
    const fiscal = new FakeFiscal();
    const rng = createRng(42);
    fiscal.answer = () => rng.pick(['ok', 'ok', 'down', 'lost'] as const);
    const printer = new FakePrinter();
    const first = await tillWith(fiscal, printer);
    let { till } = first;
    const paid: string[] = [];
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 5; i++) paid.push((await sell(till, 1 + i)).receiptId);
      await till.close();
      till = bench.open(first.options).till;
      await signIn(till);
    }
    fiscal.answer = () => 'ok';
    await waitFor(async () => (await lights(till)).fiscal.queue === 0, { what: 'an empty queue' });
    expect(fiscal.registered.map((r) => r.receiptId)).toEqual(paid);
  });

  it('refuses one receipt for good: a person is told, those behind it go through', async () => {
    const fiscal = new FakeFiscal();
    let bad = '';
    fiscal.answer = (receipt, call) => (call === 'register' && receipt.receiptId === bad ? 'reject' : 'ok');
    const { till } = await tillWith(fiscal, new FakePrinter());
    await sell(till, 1);
    await waitFor(() => fiscal.registered.length === 1);
    fiscal.answer = (receipt, call) => {
      if (call === 'prepare' && bad === '') bad = receipt.receiptId;
      return call === 'register' && receipt.receiptId === bad ? 'reject' : 'ok';
    };
    const refused = await sell(till, 2);
    const after = await sell(till, 3);
    await waitFor(() => fiscal.registered.some((r) => r.receiptId === after.receiptId), {
      what: 'the third',
    });
    expect(bad).toBe(refused.receiptId);
    expect((await lights(till)).fiscal).toMatchObject({ state: 'trouble', queue: 1 });
    expect(await value(till.sale.receipt({ receiptId: refused.receiptId }))).toMatchObject({
      fiscal: 'refused',
    });
  });
});

describe('the printer', () => {
  it('is dead: the sale stands, the paper waits; when it is back each receipt is printed once', async () => {
    const printer = new FakePrinter();
    printer.dead = true;
    const { till } = await tillWith(new FakeFiscal(), printer);
    for (const index of [1, 2, 3]) await sell(till, index);
    await waitFor(async () => (await lights(till)).printer.state === 'trouble', { what: 'the red light' });
    expect((await lights(till)).printer).toMatchObject({ queue: 3, problem: { code: 'printer/offline' } });
    expect(await value(till.sale.receipts({ limit: 3 }))).toMatchObject([{}, {}, { printed: 'trouble' }]);
    printer.dead = false;
    await waitFor(async () => (await lights(till)).printer.queue === 0, { what: 'an empty queue' });
    expect(printer.papers.map((p) => [p.receiptNumber, p.kind, p.copy])).toEqual([
      [1, 'receipt', false],
      [2, 'receipt', false],
      [3, 'receipt', false],
    ]);
    expect(printer.papers.every((paper) => paper.mark !== null)).toBe(true);
  });

  it('breaks off in the middle: the repeat says that it is a copy, whatever went wrong meanwhile', async () => {
    const printer = new FakePrinter();
    printer.torn = true;
    const { till } = await tillWith(new FakeFiscal(), printer);
    await sell(till, 1);
    await waitFor(() => printer.papers.length >= 1, { what: 'the torn paper' });
    printer.dead = true;
    await waitFor(async () => (await lights(till)).printer.problem?.code === 'printer/offline', {
      what: 'the dead printer',
    });
    printer.dead = printer.torn = false;
    await waitFor(async () => (await lights(till)).printer.queue === 0, { what: 'an empty queue' });
    expect(printer.papers[0]).toMatchObject({ receiptNumber: 1, copy: false });
    expect(printer.papers.slice(1).map((paper) => paper.copy)).not.toContain(false);
  });

  it('does not wait for a fiscal module that is away; the slip follows when the mark comes', async () => {
    const fiscal = new FakeFiscal();
    fiscal.answer = () => 'down';
    const printer = new FakePrinter();
    const { till } = await tillWith(fiscal, printer);
    await sell(till, 1);
    await waitFor(() => printer.papers.length === 1, { what: 'the paper without a mark' });
    expect(printer.papers[0]).toMatchObject({ kind: 'receipt', mark: null });
    fiscal.answer = () => 'ok';
    await waitFor(() => printer.papers.length === 2, { what: 'the slip' });
    expect(printer.papers[1]).toMatchObject({
      kind: 'fiscal-slip',
      receiptNumber: 1,
      mark: { receiptSeq: '1' },
    });
  });

  it('prints a copy when asked, and says that it is one', async () => {
    const printer = new FakePrinter();
    const { till } = await tillWith(new FakeFiscal(), printer);
    const { receiptId } = await sell(till, 1);
    await value(till.sale.reprint({ receiptId }));
    await waitFor(() => printer.papers.length === 2);
    expect(printer.papers.map((p) => p.copy)).toEqual([false, true]);
    const unknown = await till.sale.reprint({ receiptId: crypto.randomUUID() });
    expect(unknown).toMatchObject({ problem: { code: 'sales/receipt-not-found' } });
  });

  it('died over a paper: after the restart it comes as a copy, never as a second receipt', async () => {
    const printer = new FakePrinter();
    const { till, options } = await tillWith(new FakeFiscal(), printer);
    // The answer of the printer never comes; the program ends meanwhile.
    printer.print = async (document) => {
      printer.papers.push(document);
      return new Promise(() => {});
    };
    await sell(till, 1);
    await waitFor(() => printer.papers.length === 1);
    await till.close();
    const again = new FakePrinter();
    bench.open({ ...options, printer: again });
    await waitFor(() => again.papers.length === 1);
    expect(again.papers[0]).toMatchObject({ receiptNumber: 1, copy: true });
  });
});
