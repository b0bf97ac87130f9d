import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFiscalSimulator } from '@jowi/devices/fiscal/fiscal-drive-api.simulator';
import { tiyin } from '@jowi/domain/money';
import { qtyMilli } from '@jowi/domain/quantity';
import type { FiscalReceipt } from '@jowi/till/ports';
import { expect, it } from 'vitest';
import { createFiscalPort } from './fiscal-adapter.ts';

const receipt: FiscalReceipt = {
  receiptId: '019b0000-0000-7000-8000-00000000f001',
  timeMs: Date.UTC(2026, 10, 23, 7),
  lines: [
    {
      name: 'Non',
      barcode: null,
      label: null,
      ikpu: null,
      packageCode: null,
      qtyMilli: qtyMilli(1_000),
      grossTiyin: tiyin(400_000),
      discountTiyin: tiyin(0),
      vatRateBps: null,
      vatTiyin: tiyin(0),
      ownerType: 0,
    },
  ],
  receivedCashTiyin: tiyin(400_000),
  receivedCardTiyin: tiyin(0),
  location: { latitude: 41.3, longitude: 69.2 },
};

it('finds the module that took the place of another, without a restart', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'jowi-fiscal-'));
  const start = (factoryId: string, port = 0) =>
    startFiscalSimulator({ port, factoryId, dataFile: join(dir, `${factoryId}.sqlite`) });
  const first = await start('5a5a01');
  const port = createFiscalPort({ url: first.url, factoryId: '' });
  expect(await port.prepare(receipt)).toMatchObject({ kind: 'prepared' });
  await first.stop();
  const second = await start('5a5a02', first.port);
  expect(await port.prepare(receipt)).toMatchObject({ kind: 'refused', code: 'fiscal/module-missing' });
  const prepared = await port.prepare(receipt);
  if (prepared.kind !== 'prepared') throw new Error(prepared.code);
  expect(await port.registerSale(receipt, prepared.token)).toMatchObject({ kind: 'registered' });
  await second.stop();
  await rm(dir, { recursive: true });
});
