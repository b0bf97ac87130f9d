import { join } from 'node:path';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fiscalReceipt, NOON_MS } from './fiscal.fixture.ts';
import { createFiscalDriveApi } from './fiscal-drive-api.driver.ts';
import { type FiscalSimulator, startFiscalSimulator } from './fiscal-drive-api.simulator.ts';
import { callJsonRpc } from './json-rpc.client.ts';
import { registerOnce } from './register-once.fixture.ts';
import { decodeToken, recognise } from './registration-token.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let dir: TempDir;
let simulator: FiscalSimulator;

/** A driver that has just started: it remembers nothing. */
const driver = () =>
  createFiscalDriveApi({
    url: simulator.url,
    factoryId: simulator.factoryId,
    readTimeoutMs: 300,
    lookAgainAfterMs: [0],
  });

const saleAt = (timeMs: number) => fiscalReceipt({ timeMs });

const register = (timeMs: number, savedToken: string | null = null) =>
  registerOnce(driver(), saleAt(timeMs), { savedToken, saveToken: () => {} });

async function tokenAt(timeMs: number): Promise<string> {
  const prepared = await driver().prepare(saleAt(timeMs));
  if (prepared.kind !== 'prepared') throw new Error(prepared.code);
  return prepared.token;
}

/** As the module tells them, the first first. */
async function shifts() {
  const found: unknown[] = [];
  const rpc = { url: simulator.url, connectTimeoutMs: 500, readTimeoutMs: 500 };
  for (let back = 0; ; back++) {
    const params = { FactoryID: simulator.factoryId, Number: back };
    const answer = await callJsonRpc(rpc, 'Api.GetZReportInfo', params);
    if (answer.kind !== 'result') return found;
    const { OpenTime, CloseTime, TotalSaleCount } = answer.result as Record<string, unknown>;
    found.unshift([OpenTime, CloseTime, TotalSaleCount]);
  }
}

beforeEach(async () => {
  dir = await tempDir();
  simulator = await startFiscalSimulator({ port: 0, dataFile: join(dir.path, 'module.sqlite') });
});
afterEach(async () => {
  await simulator.stop();
  await dir.remove();
});

describe('one shift a day', () => {
  it("the first receipt of a day closes yesterday's shift and opens its own", async () => {
    await register(NOON_MS);
    await register(NOON_MS + HOUR_MS);
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({
      kind: 'registered',
      mark: { receiptSeq: '3', dateTime: '20261122120000' },
    });
    expect(await shifts()).toEqual([
      ['2026-11-21 11:59:59', '2026-11-22 11:59:58', 2],
      ['2026-11-22 11:59:59', '', 1],
    ]);
  });

  it('the day is that of Tashkent, and a queue that runs past midnight turns it once', async () => {
    // 04:59 and 05:00 in Tashkent are two days in UTC, but one there.
    await register(NOON_MS - 7 * HOUR_MS - 60_000);
    await register(NOON_MS - 7 * HOUR_MS);
    const lastSecondMs = NOON_MS + 12 * HOUR_MS - 1_000;
    for (let i = 0; i < 4; i++) await register(lastSecondMs);
    expect(simulator.receipts().map((r) => [r.dateTime, r.shiftNumber])).toEqual([
      ['20261121045900', 1],
      ['20261121050000', 1],
      ['20261121235959', 1],
      ['20261122000002', 2],
      ['20261122000003', 2],
      ['20261122000004', 2],
    ]);
  });

  it('a receipt of yesterday that was still owed does not turn the day back', async () => {
    await register(NOON_MS);
    await register(NOON_MS + DAY_MS);
    await register(NOON_MS + HOUR_MS);
    expect(await shifts()).toHaveLength(2);
  });

  it('leaves the shift alone while the day lasts', async () => {
    await register(NOON_MS);
    simulator.control({ failNext: 'drop-request', method: 'Api.CloseZReport' });
    simulator.control({ failNext: 'drop-request', method: 'Api.OpenZReport' });
    expect(await register(NOON_MS + 11 * HOUR_MS)).toMatchObject({ kind: 'registered' });
  });

  it('an empty shift of an earlier day serves the day it is first used', async () => {
    await driver().openShift(NOON_MS);
    for (const hour of [48, 49, 50]) await register(NOON_MS + hour * HOUR_MS);
    await register(NOON_MS + 72 * HOUR_MS);
    expect(await shifts()).toEqual([
      ['2026-11-21 12:00:00', '2026-11-24 11:59:58', 3],
      ['2026-11-24 11:59:59', '', 1],
    ]);
  });

  it('a shift the module refuses to close takes the receipt all the same', async () => {
    await register(NOON_MS);
    simulator.control({ failNext: 'refuse', method: 'Api.CloseZReport', code: 36917 });
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({ kind: 'registered' });
    expect(await shifts()).toHaveLength(1);
  });
});

describe('interrupted while the day turns', () => {
  it.each([
    ['before the close', 'drop-request', 'Api.CloseZReport'],
    ['after the close', 'drop-answer', 'Api.CloseZReport'],
    ['before the open', 'drop-request', 'Api.OpenZReport'],
    ['after the open', 'drop-answer', 'Api.OpenZReport'],
  ] as const)('%s: the next start goes on from there', async (_when, failNext, method) => {
    await register(NOON_MS);
    simulator.control({ failNext, method });
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({ kind: 'refused', retryable: true });
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({ kind: 'registered' });
    expect(await shifts()).toMatchObject([{ 2: 1 }, { 2: 1 }]);
  });

  it('a close that lands after its answer was given up does not close the new shift', async () => {
    await register(NOON_MS);
    simulator.control({ failNext: 'late-work', method: 'Api.CloseZReport', ms: 700 });
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({ kind: 'refused', retryable: true });
    expect(await register(NOON_MS + DAY_MS)).toMatchObject({ kind: 'registered' });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await shifts()).toMatchObject([{ 2: 1 }, { 1: '', 2: 1 }]);
  });
});

describe('a token older than the shift', () => {
  it('finds its receipt in the shift before', async () => {
    const token = await tokenAt(NOON_MS);
    await driver().registerSale(saleAt(NOON_MS), token);
    await driver().closeShift(NOON_MS + DAY_MS);
    await driver().openShift(NOON_MS + DAY_MS + 1_000);
    expect(await register(NOON_MS, token)).toMatchObject({ kind: 'registered', mark: { receiptSeq: '1' } });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('whose receipt never arrived is refused by the module, then sent anew, once', async () => {
    await register(NOON_MS);
    const token = await tokenAt(NOON_MS + HOUR_MS);
    await driver().closeShift(NOON_MS + DAY_MS);
    await driver().openShift(NOON_MS + DAY_MS + 1_000);
    expect(await register(NOON_MS + HOUR_MS, token)).toMatchObject({ code: 'fiscal/time-past' });
    expect(await register(NOON_MS + HOUR_MS)).toMatchObject({
      kind: 'registered',
      mark: { receiptSeq: '2' },
    });
    expect(simulator.receipts()).toHaveLength(2);
  });

  it('where the service stamps its own time, figures of another shift are no proof', async () => {
    const sale = saleAt(NOON_MS);
    const token = decodeToken(await tokenAt(NOON_MS), sale.receiptId);
    const registered = await register(NOON_MS + 5_000);
    if (token === null || registered.kind !== 'registered') throw new Error('not prepared');
    const figures = { Number: 1, OpenTime: '', TotalSaleCount: 1, TotalSaleCard: 0, TotalSaleVAT: 85_714 };
    const now = { ...figures, TotalSaleCash: 800_000 };
    expect(recognise(sale, token, registered.mark, now)).toBe('ours');
    expect(recognise(sale, token, registered.mark, { ...now, Number: 2 })).toBe('conflict');
  });
});
