import { join } from 'node:path';
import { tiyin } from '@jowi/domain/money';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fiscalLine, fiscalReceipt, NOON_MS } from './fiscal.fixture.ts';
import { createFiscalDriveApi, type FiscalDriveApiConfig } from './fiscal-drive-api.driver.ts';
import { FISCAL_DRIVE_ERRORS } from './fiscal-drive-api.errors.ts';
import { type FiscalSimulator, startFiscalSimulator } from './fiscal-drive-api.simulator.ts';
import type { FiscalProvider, FiscalReceipt } from './fiscal-provider.port.ts';
import { registerOnce } from './register-once.fixture.ts';

let dir: TempDir;
let simulator: FiscalSimulator;
let provider: FiscalProvider;

const driver = (change: Partial<FiscalDriveApiConfig> = {}) =>
  createFiscalDriveApi({
    url: simulator.url,
    factoryId: simulator.factoryId,
    connectTimeoutMs: 500,
    readTimeoutMs: 300,
    lookAgainAfterMs: [0, 20],
    ...change,
  });

/** The caller's side of the bargain, with the disk as a variable. */
function sender(receipt: FiscalReceipt, savedToken: string | null = null) {
  const state = { savedToken };
  return {
    state,
    send: (through: FiscalProvider = provider) =>
      registerOnce(through, receipt, {
        savedToken: state.savedToken,
        saveToken: (token) => {
          state.savedToken = token;
        },
      }),
  };
}

beforeEach(async () => {
  dir = await tempDir();
  simulator = await startFiscalSimulator({ port: 0, dataFile: join(dir.path, 'module.sqlite') });
  provider = driver();
});
afterEach(async () => {
  await simulator.stop();
  await dir.remove();
});

describe('a sale', () => {
  it('opens the shift when none is open and brings back the mark', async () => {
    const result = await sender(fiscalReceipt()).send();
    expect(result).toMatchObject({
      kind: 'registered',
      mark: { terminalId: 'ZZ000000000001', receiptSeq: '1', dateTime: '20261121120000' },
    });
    if (result.kind !== 'registered') return;
    const { terminalId, receiptSeq, dateTime, fiscalSign, qrUrl } = result.mark;
    expect(fiscalSign).toMatch(/^\d{12}$/);
    expect(qrUrl).toBe(
      `https://ofd.soliq.uz/check?t=${terminalId}&r=${receiptSeq}&c=${dateTime}&s=${fiscalSign}`,
    );
    expect(await provider.status()).toMatchObject({ kind: 'ready', shiftOpen: true, unsentCount: 0 });
  });

  it('sends the fields the service expects, names folded', async () => {
    const lines = [
      fiscalLine({ name: 'Oʻrik — 1 kg', discountTiyin: tiyin(50_000), vatTiyin: tiyin(80_357) }),
      fiscalLine({ vatRateBps: null, vatTiyin: tiyin(0), barcode: null }),
    ];
    await sender(fiscalReceipt({ lines })).send();
    expect(simulator.receipts()[0]?.receipt).toMatchObject({
      Time: '2026-11-21 12:00:00',
      ReceivedCash: 1_550_000,
      ReceivedCard: 0,
      Location: { Latitude: 41.3, Longitude: 69.2 },
      Items: [
        {
          Name: "O'rik - 1 kg",
          Barcode: '4780000000014',
          SPIC: '01905001001000000',
          PackageCode: '1491829',
          Amount: 2000,
          Price: 800_000,
          Discount: 50_000,
          Other: 0,
          VATPercent: 12,
          VAT: 80_357,
        },
        { Barcode: '', VATPercent: 0, VAT: 0 },
      ],
    });
  });

  it('spells the fields as newer services want them', async () => {
    await sender(fiscalReceipt()).send(driver({ casing: 'camel' }));
    expect(simulator.receipts()[0]?.receipt).toMatchObject({
      Items: [{ spic: '01905001001000000', packageCode: '1491829' }],
    });
  });

  it('keeps a second between receipts, also for a queue of old ones', async () => {
    const ids = ['a', 'b', 'c'].map((end) => `01939d3c-1111-7000-8000-00000000000${end}`);
    for (const receiptId of ids) await sender(fiscalReceipt({ receiptId })).send();
    await provider.closeShift(NOON_MS + 3_600_000);
    await sender(fiscalReceipt({ receiptId: '01939d3c-1111-7000-8000-00000000000d' })).send();
    expect(simulator.receipts().map((r) => [r.dateTime, r.shiftNumber])).toEqual([
      ['20261121120000', 1],
      ['20261121120001', 1],
      ['20261121120002', 1],
      ['20261121130002', 2],
    ]);
  });

  it('refuses what the module never takes, without asking it', async () => {
    const cases: [Partial<FiscalReceipt>, string][] = [
      [{ receivedCashTiyin: tiyin(800_001) }, 'fiscal/total-mismatch'],
      [{ lines: [] }, 'fiscal/receipt-rejected'],
      [{ lines: [fiscalLine({ vatRateBps: 1250 })] }, 'fiscal/vat-rate-invalid'],
      [{ lines: [fiscalLine({ name: '茶', barcode: null, ikpu: null })] }, 'fiscal/receipt-rejected'],
      [{ lines: [fiscalLine({ discountTiyin: tiyin(800_000), vatTiyin: tiyin(0) })] }, 'fiscal/total-zero'],
      [{ lines: [fiscalLine({ grossTiyin: tiyin(10n ** 16n) })] }, 'fiscal/total-too-large'],
    ];
    for (const [change, code] of cases) {
      expect(await sender(fiscalReceipt(change)).send()).toMatchObject({
        kind: 'refused',
        code,
        retryable: false,
      });
    }
    expect(simulator.receipts()).toHaveLength(0);
  });
});

describe('shifts', () => {
  it('opens and closes idempotently', async () => {
    expect(await provider.openShift(NOON_MS)).toEqual({ kind: 'done', changed: true });
    expect(await provider.openShift(NOON_MS + 5_000)).toEqual({ kind: 'done', changed: false });
    // An empty shift cannot be closed; the next sale simply goes into it.
    expect(await provider.closeShift(NOON_MS + 9_000)).toEqual({ kind: 'done', changed: false });
    await sender(fiscalReceipt({ timeMs: NOON_MS + 10_000 })).send();
    expect(await provider.closeShift(NOON_MS)).toMatchObject({ kind: 'refused', code: 'fiscal/time-past' });
    expect(await provider.closeShift(NOON_MS + 20_000)).toEqual({ kind: 'done', changed: true });
    expect(await provider.closeShift(NOON_MS + 30_000)).toEqual({ kind: 'done', changed: false });
  });
});

describe('exactly once', () => {
  it('a dropped answer is found by asking for the last receipt', async () => {
    simulator.control({ failNext: 'drop-answer' });
    expect(await sender(fiscalReceipt()).send()).toMatchObject({
      kind: 'registered',
      mark: { receiptSeq: '1' },
    });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('an unreadable answer too', async () => {
    simulator.control({ failNext: 'garbage' });
    expect(await sender(fiscalReceipt()).send()).toMatchObject({ kind: 'registered' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('an error that came after the work too', async () => {
    simulator.control({ failNext: 'refuse-after', code: 65528 });
    expect(await sender(fiscalReceipt()).send()).toMatchObject({ kind: 'registered' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('a request that never arrived is sent again', async () => {
    simulator.control({ failNext: 'drop-request' });
    const { send, state } = sender(fiscalReceipt());
    expect(await send()).toMatchObject({ kind: 'unknown', retryable: true });
    expect(state.savedToken).not.toBeNull();
    expect(await send()).toMatchObject({ kind: 'registered' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('an answer later than our patience', async () => {
    simulator.control({ failNext: 'late-answer', ms: 600 });
    expect(await sender(fiscalReceipt()).send()).toMatchObject({ kind: 'registered' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('work that happens after we stopped looking: the repeat is stopped by the module itself', async () => {
    simulator.control({ failNext: 'late-work', ms: 1_500 });
    const { send } = sender(fiscalReceipt());
    expect(await send()).toMatchObject({ kind: 'unknown' });
    // The second try finds nothing yet and sends the same receipt; the first lands before it.
    simulator.control({ failNext: 'late-work', ms: 1_000 });
    expect(await send(driver({ readTimeoutMs: 4_000 }))).toMatchObject({
      kind: 'registered',
      mark: { receiptSeq: '1' },
    });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it('the service dies with the answer and comes back: the mark is there', async () => {
    const receipt = fiscalReceipt();
    const token = await provider.prepare(receipt);
    if (token.kind !== 'prepared') throw new Error(token.code);
    simulator.control({ failNext: 'drop-answer' });
    simulator.control({ failNext: 'drop-request', method: 'Api.GetLastRegisteredReceipt', times: 9 });
    expect(await provider.registerSale(receipt, token.token)).toMatchObject({ kind: 'unknown' });

    await simulator.stop();
    simulator = await startFiscalSimulator({ port: 0, dataFile: join(dir.path, 'module.sqlite') });
    expect(await sender(receipt, token.token).send(driver())).toMatchObject({ kind: 'registered' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it("never takes a stranger's receipt for ours", async () => {
    const ours = fiscalReceipt();
    const prepared = await provider.prepare(ours);
    if (prepared.kind !== 'prepared') throw new Error(prepared.code);
    await sender(
      fiscalReceipt({
        receiptId: '01939d3c-1111-7000-8000-000000000009',
        timeMs: NOON_MS + 60_000,
        lines: [fiscalLine({ grossTiyin: tiyin(900_000) })],
      }),
    ).send();
    expect(await provider.resolve(ours, prepared.token)).toEqual({
      kind: 'unknown',
      code: 'fiscal/sequence-conflict',
      retryable: false,
    });
    expect(await provider.resolve(ours, 'not a token')).toMatchObject({ code: 'fiscal/sequence-conflict' });
  });
});

describe('trouble', () => {
  it('no service on the port', async () => {
    await simulator.stop();
    const unreachable = { kind: 'refused', code: 'fiscal/unreachable', retryable: true };
    expect(await provider.status()).toMatchObject(unreachable);
    expect(await provider.openShift(NOON_MS)).toMatchObject(unreachable);
    expect(await provider.unsentCount()).toMatchObject(unreachable);
    expect(await sender(fiscalReceipt()).send()).toMatchObject(unreachable);
  });

  it('a service that hangs', async () => {
    simulator.control({ failNext: 'late-work', method: '*', ms: 900 });
    expect(await provider.status()).toMatchObject({ kind: 'refused', code: 'fiscal/unreachable' });
  });

  it('unknown FactoryID, locked module, full memory', async () => {
    expect(await driver({ factoryId: 'nobody' }).status()).toMatchObject({
      kind: 'refused',
      code: 'fiscal/module-missing',
      deviceCode: 65534,
    });
    simulator.control({ set: { operatorOnline: false, receiptMemory: 1 } });
    await sender(fiscalReceipt()).send();
    expect(await provider.unsentCount()).toEqual({ kind: 'count', count: 1 });
    const second = sender(fiscalReceipt({ receiptId: '01939d3c-1111-7000-8000-000000000002' }));
    expect(await second.send()).toMatchObject({
      kind: 'refused',
      code: 'fiscal/memory-full',
      retryable: true,
    });
    simulator.control({ set: { locked: 'by-operator' } });
    second.state.savedToken = null;
    // The module's trouble, not the receipt's: it goes through once somebody has unlocked it.
    expect(await second.send()).toMatchObject({ kind: 'refused', code: 'fiscal/locked', retryable: true });
    simulator.control({ set: { locked: 'no', operatorOnline: true } });
    second.state.savedToken = null;
    expect(await second.send()).toMatchObject({ kind: 'registered' });
  });

  it('receipts kept in the module for more than two days stop it', async () => {
    simulator.control({ set: { operatorOnline: false } });
    await sender(fiscalReceipt()).send();
    const later = fiscalReceipt({
      receiptId: '01939d3c-1111-7000-8000-000000000003',
      timeMs: NOON_MS + 49 * 3_600_000,
    });
    expect(await sender(later).send()).toMatchObject({ kind: 'refused', code: 'fiscal/unsent-too-old' });
    simulator.control({ set: { operatorOnline: true } });
    expect(await sender(later).send()).toMatchObject({ kind: 'registered' });
  });

  it.each([...FISCAL_DRIVE_ERRORS])(
    'device code %i becomes a text people can read',
    async (deviceCode, error) => {
      await provider.openShift(NOON_MS - 60_000);
      simulator.control({ failNext: 'refuse', code: deviceCode, times: 2 });
      const result = await sender(fiscalReceipt()).send();
      expect(result).toMatchObject({ kind: 'refused', code: error.code, deviceCode });
      expect(simulator.receipts()).toHaveLength(0);
    },
  );

  it('an unlisted code is not taken for a refusal before the module was asked', async () => {
    simulator.control({ failNext: 'refuse-after', code: 40_000 });
    expect(await sender(fiscalReceipt()).send()).toMatchObject({ kind: 'registered' });
  });

  it('answers malformed JSON with a JSON-RPC error and HTTP 200', async () => {
    const response = await fetch(simulator.url, { method: 'POST', body: '{oops' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ error: { code: -32700 } });
  });
});
