import { createPrivateKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@jowi/testkit/rng';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import { offlineOptions } from '../src/testing/prepared-till.ts';
import {
  CASHIER_ID,
  CASHIER_PIN,
  sampleBarcode,
  sampleEmployee,
  sampleProduct,
} from '../src/testing/sample-shop.ts';
import type { Till } from '../src/till.ts';
import { EXPIRED_CODE, FakeServer, GOOD_CODE } from './fake-server.ts';
import { allSent, Bench, refusal, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** Waits between retries are cut to a twentieth, time-outs too. */
const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);

const toldRevoked = (till: Till) =>
  waitFor(
    async () =>
      (await value(till.device.state())).notices.some(({ code }) => code === 'auth/terminal-revoked'),
    { what: 'the notice' },
  );

describe('pairing', () => {
  it('refuses wrong and expired codes and a server that is not there, and stays unpaired', async () => {
    const server = await bench.server();
    const { till } = bench.open({ ...offlineOptions(await bench.dir()), http: nodePorts.http });
    const pair = (code: string, serverUrl = server.url) => refusal(till.device.pair({ code, serverUrl }));
    expect(await pair('WRONG234')).toBe('terminals/pairing-code-invalid');
    expect(await pair(EXPIRED_CODE)).toBe('terminals/pairing-code-expired');
    expect(await pair('short')).toBe('terminals/pairing-code-invalid');
    expect(await pair(GOOD_CODE, 'http://127.0.0.1:9')).toBe('till/server-unreachable');
    expect(await value(till.device.state())).toMatchObject({ paired: false, unsent: 0 });
    expect(await refusal(till.shift.open({ floatTiyin: '0' }))).toBe('till/not-signed-in');
    expect(await refusal(till.session.signIn({ employeeId: 'x', pin: '1234' }))).toBe('till/not-paired');
    expect(await pair(` ${GOOD_CODE.toLowerCase()} `)).toBeNull();
    expect(await value(till.device.state())).toMatchObject({ paired: true, terminalName: 'Kassa 1' });
    expect(await value(till.device.serverUrl())).toBe(server.url);
  });

  it('sends the public half of its key and nothing else of it, whatever it asks', async () => {
    const server = await bench.server();
    const sent: string[] = [];
    const http: typeof fetch = (input, init) => {
      sent.push(JSON.stringify([String(input), init?.headers, init?.body]));
      return nodePorts.http(input, init);
    };
    const { till, dataDir } = await bench.onlineTill(server, { http });
    await sell(till, 1);
    await allSent(till);
    const key = createPrivateKey(readFileSync(join(dataDir, 'device.key')));
    const { x, d } = key.export({ format: 'jwk' });
    expect(sent.some((request) => request.includes(x!))).toBe(true);
    const secret = Buffer.from(d!, 'base64url');
    for (const form of [d!, secret.toString('base64'), secret.toString('hex'), 'PRIVATE KEY'])
      expect(sent.filter((request) => request.includes(form))).toEqual([]);
    expect(statSync(join(dataDir, 'device.key')).mode & 0o777).toBe(0o600);
  });
});

describe('pushing', () => {
  it('sends a sale soon after it was made; both ends then agree on count and head', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    const paid = await sell(till, 1, 2);
    await allSent(till);
    expect(server.posted.get(paid.receiptId)).toBe(1);
    await waitFor(async () => {
      const { head, serverHead } = await value(till.device.state());
      return serverHead?.hash === head.hash;
    });
    // Opened, sold, fiscalised.
    expect([...server.chains.get(1)!.entries.values()].map((entry) => entry.kind)).toEqual([
      'ShiftOpenedV1',
      'SaleV1',
      'FiscalisedV1',
    ]);
  });

  it('through dropped requests, dropped answers and gateways: each sale once, in order', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    const rng = createRng(11);
    server.fault = () => rng.pick(['none', 'drop-request', 'drop-answer', 'drop-answer', 'away'] as const);
    for (let i = 0; i < 30; i++) await sell(till, 1 + (i % 20));
    server.fault = () => 'none';
    await allSent(till);
    expect(server.salesPosted).toBe(30);
    expect([...server.posted.values()].every((times) => times === 1)).toBe(true);
    expect(server.quarantined).toEqual([]);
    expect((await value(till.device.state())).notices).toEqual([]);
  });

  it('sells without a server and drains the backlog when there is one, in batches', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    server.fault = () => 'drop-request';
    for (let i = 0; i < 130; i++) await sell(till, 1 + (i % 20));
    await waitFor(async () => !(await value(till.device.state())).online, { what: 'the offline light' });
    expect((await value(till.device.state())).unsent).toBeGreaterThanOrEqual(130);
    server.fault = () => 'none';
    server.requests = [];
    await allSent(till);
    expect(server.salesPosted).toBe(130);
    expect(server.requests.filter((path) => path === '/v1/sync/push').length).toBeLessThan(15);
    await waitFor(async () => (await value(till.device.state())).online, { what: 'the online light' });
  });

  it('shows a cut cable within seconds, though it has nothing to send or ask', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await waitFor(async () => (await value(till.device.state())).online, { what: 'the online light' });
    await waitFor(async () => (await value(till.device.state())).unsent === 0, { what: 'an empty outbox' });
    await server.stop();
    const what = 'the offline light';
    await waitFor(async () => !(await value(till.device.state())).online, { what, timeoutMs: 8_000 });
  });

  it('sends again what a restored server has lost', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    for (let i = 1; i <= 5; i++) await sell(till, i);
    await allSent(till);
    const chain = server.chains.get(1)!;
    for (const [seq, entry] of chain.entries) {
      if (seq > 3) {
        chain.entries.delete(seq);
        if (entry.kind === 'SaleV1') server.posted.delete((entry.payload as { receiptId: string }).receiptId);
      }
    }
    chain.head = { epoch: 1, seq: 3, hash: chain.entries.get(3)!.hash };
    await sell(till, 6);
    await allSent(till);
    expect(server.salesPosted).toBe(6);
  });

  it('an answer that says nothing of what was sent is no answer: no hurry, nothing ticked off', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await allSent(till);
    server.mute = true;
    await sell(till, 1);
    await waitFor(() => server.requests.filter((path) => path === '/v1/sync/push').length > 1);
    server.requests = [];
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(server.requests.filter((path) => path === '/v1/sync/push').length).toBeLessThan(4);
    expect((await value(till.device.state())).unsent).toBeGreaterThan(0);
    server.mute = false;
    await allSent(till);
    expect(server.salesPosted).toBe(1);
  });

  it('what the server refused is on the screen while it does, and gone when it is over, also after a restart', async () => {
    const server = await bench.server();
    const first = await bench.onlineTill(server, { scheduler: hasty });
    await allSent(first.till);
    const codes = async (till: typeof first.till) =>
      (await value(till.device.state())).notices.map((notice) => notice.code);
    server.fault = (path) => (path === '/v1/sync/push' ? 'broken' : 'none');
    await sell(first.till, 1);
    await waitFor(async () => (await codes(first.till)).includes('common/internal'), { what: 'the notice' });
    await first.close();
    const { till } = bench.open(first.options);
    expect(await codes(till)).toEqual(['common/internal']);
    server.fault = () => 'none';
    await allSent(till);
    expect(await codes(till)).toEqual([]);
  });

  it('a revoked till stops sending, says why and is locked; paired anew it goes on and loses nothing', async () => {
    const server = await bench.server();
    const { till, close, options } = await bench.onlineTill(server, { scheduler: hasty });
    await allSent(till);
    server.revoked = true;
    await sell(till, 1);
    await toldRevoked(till);
    expect(await refusal(till.sale.scan({ code: sampleBarcode(2) }))).toBe('auth/terminal-revoked');
    expect(await refusal(till.sale.payCash({ tenderedTiyin: '1' }))).toBe('auth/terminal-revoked');
    await close();
    const { till: again } = bench.open(options);
    expect(await refusal(again.session.signIn({ employeeId: CASHIER_ID, pin: CASHIER_PIN }))).toBe(
      'auth/terminal-revoked',
    );
    expect(server.salesPosted).toBe(0);
    server.revoked = false;
    await value(again.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    await allSent(again);
    await signIn(again);
    expect((await sell(again, 2)).receiptNumber).toBe(2);
    await allSent(again);
    expect(server.salesPosted).toBe(2);
    expect((await value(again.device.state())).notices).toEqual([]);
  });

  it('a till that only listens is locked when its stream ends', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await allSent(till);
    server.revoked = true;
    const startedMs = performance.now();
    server.cutPokes();
    await toldRevoked(till);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('an entry altered on the way is quarantined, the others are posted, nothing is lost here', async () => {
    const server = await bench.server();
    let altered = 0;
    const http: typeof fetch = (input, init) => {
      if (!String(input).endsWith('/push') || typeof init?.body !== 'string') return fetch(input, init);
      const body = init.body.replace(/"totalTiyin":"105000"/, () => {
        altered += 1;
        return '"totalTiyin":"5000"';
      });
      return fetch(input, { ...init, body });
    };
    const { till } = await bench.onlineTill(server, { http });
    await sell(till, 1);
    await sell(till, 2);
    await allSent(till);
    expect(altered).toBeGreaterThan(0);
    expect(server.quarantined.map((q) => q.code)).toEqual(['sync/hash-mismatch']);
    expect(server.salesPosted).toBe(1);
    expect(await value(till.sale.receipts({ limit: 5 }))).toHaveLength(2);
  });
});

describe('a wrong clock', () => {
  it.each([10, -10])('%i years off: the server puts it right, sales carry the real date', async (years) => {
    const server = await bench.server();
    const offMs = years * 365 * 86_400_000;
    const clock = { now: () => Date.now() + offMs, monotonicMs: () => performance.now() };
    const first = await bench.onlineTill(server, { clock });
    const { receiptId } = await sell(first.till, 1);
    await allSent(first.till);
    expect(server.posted.get(receiptId)).toBe(1);
    const { occurredAtMs } = await value(first.till.sale.receipt({ receiptId }));
    expect(Math.abs(occurredAtMs - Date.now())).toBeLessThan(60_000);
    await first.close();
    // Also when there is no network at the next start: the offset is remembered.
    const { till } = bench.open({ ...first.options, http: offlineOptions('').http });
    await signIn(till);
    const later = await value(till.sale.receipt({ receiptId: (await sell(till, 2)).receiptId }));
    expect(Math.abs(later.occurredAtMs - Date.now())).toBeLessThan(60_000);
  });

  it('jumps in the middle of the day: the next request is refused once and then right', async () => {
    const server = await bench.server();
    let offMs = 0;
    const clock = { now: () => Date.now() + offMs, monotonicMs: () => performance.now() };
    const { till, close, options } = await bench.onlineTill(server, { clock, scheduler: hasty });
    await sell(till, 1);
    await allSent(till);
    await close();
    offMs = -400 * 86_400_000;
    const again = bench.open(options).till;
    await signIn(again);
    await sell(again, 2);
    await allSent(again);
    expect(server.salesPosted).toBe(2);
  });
});

describe('pulling', () => {
  it('brings a price, a code, a new product and an archived one within a moment of the poke', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await waitFor(() => server.pokeStreams === 1);
    server.change({
      product: { ...sampleProduct(1), version: 2, priceTiyin: '999000', barcodes: ['4780000099993'] },
    });
    server.change({ product: { ...sampleProduct(500), name: { ru: 'Йогурт', uz: 'Yogurt' } } });
    server.change({ product: { ...sampleProduct(2), version: 2, archived: true } });
    await waitFor(
      async () => (await value(till.catalogue.search({ text: 'qjuehn', limit: 5 }))).length === 1,
      {
        what: 'the new product, found in the wrong layout',
        timeoutMs: 2_000,
      },
    );
    const { cart } = await value(till.sale.scan({ code: '4780000099993' }));
    expect(cart.lines[0]).toMatchObject({ unitPriceTiyin: '999000' });
    expect(await refusal(till.sale.scan({ code: sampleBarcode(1) }))).toBe('sales/barcode-unknown');
    expect(await refusal(till.sale.scan({ code: sampleBarcode(2) }))).toBe('sales/barcode-unknown');
  });

  it('sets the stock estimate to the server figure less what the server has not seen', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    const estimate = async () =>
      (await value(till.catalogue.search({ text: sampleBarcode(1), limit: 1 })))[0]?.stockEstimateMilli;
    await sell(till, 1);
    await allSent(till);
    expect(await estimate()).toBe('99000');
    server.fault = (path) => (path === '/v1/sync/push' ? 'drop-request' : 'none');
    await sell(till, 1);
    // A delivery of 50 pieces in the back office.
    server.stock.set(sampleProduct(1).id, server.stock.get(sampleProduct(1).id)! + 50_000n);
    server.change({ stockOf: sampleProduct(1).id });
    await waitFor(async () => (await estimate()) === '148000', { what: '150 - 2' });
    server.fault = () => 'none';
    await allSent(till);
    await waitFor(async () => (await estimate()) === '148000');
  });

  it('an employee switched off in the back office is out at once', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await waitFor(() => server.pokeStreams === 1);
    server.change({ employee: sampleEmployee({ active: false }) });
    await waitFor(async () => (await value(till.session.current())) === null, { what: 'the sign-out' });
    expect(await refusal(till.sale.scan({ code: sampleBarcode(1) }))).toBe('till/not-signed-in');
  });
});

describe('a cursor the server does not know', () => {
  it('starts the first load again; a page of some gateway in between does not', async () => {
    const server = await bench.server();
    let answer: (() => Response) | null = null;
    const http: typeof fetch = async (input, init) =>
      answer && String(input).includes('/v1/sync/pull') ? answer() : fetch(input, init);
    const { till } = await bench.onlineTill(server, { scheduler: hasty, http });
    const loads = () => server.requests.filter((path) => path === '/v1/sync/snapshot').length;
    const pulls = () => server.requests.filter((path) => path === '/v1/sync/pull').length;
    expect(loads()).toBe(1);
    answer = () => new Response('<html>Not found</html>', { status: 404 });
    server.change({ product: { ...sampleProduct(1), version: 2 } });
    await waitFor(async () => (await value(till.device.state())).notices.length > 0, { what: 'the notice' });
    expect(loads()).toBe(1);
    answer = () => {
      answer = null;
      return Response.json({ error: { code: 'common/validation', requestId: 'r' } }, { status: 422 });
    };
    await waitFor(() => loads() === 2, { what: 'the second load' });
    await waitFor(async () => (await value(till.device.state())).catalogue.complete);
    expect(pulls()).toBeGreaterThan(0);
  });
});

describe('the first load', () => {
  it('cut off at half and killed: goes on where it was and re-sends next to nothing', async () => {
    const server = await bench.server(4_000);
    server.cutSnapshotAfter = 2_000;
    const dataDir = await bench.dir();
    const never: typeof nodePorts.scheduler = (callback, delayMs) =>
      // The retry would come before the kill.
      delayMs < 60_000 ? () => {} : nodePorts.scheduler(callback, delayMs);
    const options = { ...offlineOptions(dataDir), http: nodePorts.http };
    const first = bench.open({ ...options, scheduler: never });
    await value(first.till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    await waitFor(async () => (await value(first.till.device.state())).catalogue.have === 2_000, {
      what: 'half the products',
    });
    expect((await value(first.till.device.state())).catalogue).toEqual({
      complete: false,
      have: 2_000,
      total: 4_000,
    });
    await first.close();

    const sentBefore = server.snapshotRows;
    const { till } = bench.open(options);
    await waitFor(async () => (await value(till.device.state())).catalogue.complete, { what: 'the rest' });
    expect(server.snapshotRows - sentBefore).toBeLessThanOrEqual(2_000 * 1.05);
    expect((await value(till.device.state())).catalogue).toEqual({
      complete: true,
      have: 4_000,
      total: 4_000,
    });
    await waitFor(async () => (await value(till.session.employees())).length === 1);
    await signIn(till);
    await value(till.shift.open({ floatTiyin: '0' }));
    await sell(till, 1, 2_001, 4_000);
  });

  it('a catalogue of nothing is complete too', async () => {
    const server = new FakeServer();
    await server.start();
    bench.later(() => server.stop());
    const { till } = await bench.onlineTill(server);
    expect((await value(till.device.state())).catalogue).toEqual({ complete: true, have: 0, total: 0 });
  });
});
