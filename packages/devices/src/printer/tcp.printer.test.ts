import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@jowi/testkit/free-port';
import { type TempDir, tempDir } from '@jowi/testkit/temp-dir';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptPrinter } from './printer.port.ts';
import { type PrinterSimulator, startPrinterSimulator } from './printer.simulator.ts';
import { MARK, receiptDocument } from './receipt.fixture.ts';
import { createTcpPrinter } from './tcp.printer.ts';

let dir: TempDir;
let simulator: PrinterSimulator;
let printer: ReceiptPrinter;

const open = (port: number, printTimeoutMs = 2_000) =>
  createTcpPrinter({
    host: '127.0.0.1',
    port,
    profile: { paperMm: 80 },
    connectTimeoutMs: 500,
    statusTimeoutMs: 600,
    printTimeoutMs,
  });

beforeEach(async () => {
  dir = await tempDir();
  simulator = await startPrinterSimulator({ port: 0, httpPort: 0, dataDir: dir.path });
  printer = open(simulator.port);
});
afterEach(async () => {
  await simulator.stop();
  await dir.remove();
});

describe('a network printer', () => {
  it('prints, says so, and the picture is in the folder and on the page', async () => {
    expect(await printer.status()).toEqual({ kind: 'ready', paperLow: false });
    expect(await printer.printReceipt(receiptDocument('uz'), { openDrawer: true })).toEqual({
      kind: 'printed',
      confirmed: true,
    });
    expect(simulator.drawerKicks()).toBe(1);
    expect(simulator.receipts()).toMatchObject([{ id: '000001', cut: true, qrCodes: [MARK.qrUrl] }]);
    expect(readFileSync(join(dir.path, '000001.txt'), 'utf8')).toContain('Chek № 000147');
    const picture = await fetch(`${simulator.pageUrl}receipts/000001.png`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(await (await fetch(simulator.pageUrl)).text()).toContain('<title>Receipt printer</title>');
    expect(await (await fetch(`${simulator.pageUrl}receipts`)).json()).toHaveLength(1);
  });

  it('prints jobs one after another, however they were asked for', async () => {
    const jobs = [1, 2, 3].map((n) =>
      printer.printReceipt(receiptDocument('ru', { receiptNumber: `00000${n}` })),
    );
    for (const result of await Promise.all(jobs)) expect(result.kind).toBe('printed');
    expect(simulator.receipts().map(({ text }) => /№ (\d+)/.exec(text)?.[1])).toEqual([
      '000001',
      '000002',
      '000003',
    ]);
  });

  it('keeps its receipts over a restart', async () => {
    await printer.printReceipt(receiptDocument('ru'));
    await simulator.stop();
    simulator = await startPrinterSimulator({ port: 0, httpPort: 0, dataDir: dir.path });
    await open(simulator.port).printReceipt(receiptDocument('ru'));
    expect(simulator.receipts().map(({ id }) => id)).toEqual(['000001', '000002']);
  });

  it('opens the drawer without printing', async () => {
    expect(await printer.openDrawer()).toMatchObject({ kind: 'printed' });
    expect(simulator.drawerKicks()).toBe(1);
    expect(simulator.receipts()).toHaveLength(0);
  });
});

describe('trouble', () => {
  const offline = { kind: 'failed', code: 'printer/offline', mayHavePrinted: false };

  it('nothing on the port', async () => {
    const nobody = open(await freePort());
    expect(await nobody.printReceipt(receiptDocument('ru'))).toEqual(offline);
    expect(await nobody.status()).toEqual({ kind: 'failed', code: 'printer/offline' });
  });

  it('switched off and on again', async () => {
    await simulator.control({ mode: 'offline' });
    expect(await printer.printReceipt(receiptDocument('ru'))).toEqual(offline);
    await simulator.control({ mode: 'ok' });
    expect(await printer.printReceipt(receiptDocument('ru'))).toMatchObject({ kind: 'printed' });
    expect(simulator.receipts()).toHaveLength(1);
  });

  it.each(['paper-out', 'cover-open'] as const)(
    '%s: found before a byte of the receipt is sent',
    async (mode) => {
      await simulator.control({ mode });
      const code = `printer/${mode}`;
      expect(await printer.status()).toEqual({ kind: 'failed', code });
      expect(await printer.printReceipt(receiptDocument('ru'))).toEqual({
        kind: 'failed',
        code,
        mayHavePrinted: false,
      });
      await simulator.control({ mode: 'ok' });
      expect(await printer.printReceipt(receiptDocument('ru'))).toMatchObject({ kind: 'printed' });
      expect(simulator.receipts()).toHaveLength(1);
    },
  );

  it('a printer that never answers questions still prints', async () => {
    await simulator.control({ mode: 'mute' });
    expect(await printer.status()).toEqual({ kind: 'silent' });
    expect(await printer.printReceipt(receiptDocument('ru'))).toEqual({ kind: 'printed', confirmed: false });
    await waitFor(() => simulator.receipts().length === 1, { what: 'the receipt' });
  });

  it('a line that breaks in the middle: perhaps on paper', async () => {
    await simulator.control({ mode: 'drop' });
    expect(await printer.printReceipt(receiptDocument('ru'))).toEqual({
      kind: 'failed',
      code: 'printer/connection-lost',
      mayHavePrinted: true,
    });
    await waitFor(() => simulator.receipts().length === 1, { what: 'the torn receipt' });
    expect(simulator.receipts()[0]?.cut).toBe(false);
  });

  it('a printer that accepts and then hangs does not hold the till', async () => {
    const hung = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => hung.listen(port, '127.0.0.1', resolve));
    const started = performance.now();
    await open(port, 300).printReceipt(receiptDocument('ru'));
    expect(performance.now() - started).toBeLessThan(4_000);
    hung.close();
  });

  it('a wrong control command is refused with a reason', async () => {
    const response = await fetch(`${simulator.pageUrl}control`, {
      method: 'POST',
      body: '{"mode":"burning"}',
    });
    expect(response.status).toBe(400);
  });
});
