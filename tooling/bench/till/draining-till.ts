import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tiyin } from '@jowi/domain/money';
import { withClient } from '@jowi/testkit/postgres';
import { createRng } from '@jowi/testkit/rng';
import { offlineOptions, prepareTill } from '@jowi/till/testing/prepared-till';
import {
  SAMPLE_SETTINGS,
  sampleBarcode,
  sampleEmployee,
  sampleProduct,
} from '@jowi/till/testing/sample-shop';
import { payCash } from '@jowi/till/use-cases/pay-cash.usecase';
import { scanCode } from '@jowi/till/use-cases/scan-code.usecase';
import { type BenchTill, LINES_PER_SALE } from '../shop/bench-till.ts';
import type { BenchProduct } from '../shop/goods.ts';
import { seedBusiness } from '../shop/seed.ts';
import type { Shop } from '../shop/shop.ts';
import type { DrainingReport } from './draining-child.ts';
import { tillDataDir } from './till-data-dir.ts';

const PRODUCTS = 100_000;
/** Of the goods, those that are sold. */
const SOLD = 5_000;
/** Where a sync costs nothing: ten thousand sales are made here and carried to the disk, as if sold over days. */
const MEMORY = '/dev/shm';

export interface DrainingTill extends AsyncDisposable {
  /** Lets so many entries out; the seconds until all are acknowledged and ticked off. */
  drain(entries: number): Promise<number>;
  /** How scanning went while it sent, and while it did not. */
  end(): Promise<DrainingReport>;
}

/** A whole till of the shop's server with `sales` sales in its outbox, in a process of its own that scans and sells. */
export async function openDrainingTill(shop: Shop, sales: number): Promise<DrainingTill> {
  const goods = Array.from({ length: PRODUCTS }, (_, i) => goodOf(i + 1));
  const plan = { products: PRODUCTS, goods, stores: 1, tillsPerStore: 1, onHandMilli: 1_000_000_000 };
  const { tills } = await seedBusiness(shop.database, plan, createRng(8_000));
  const place = tills[0]!;
  const dataDir = join(tillDataDir, 'p8');
  mkdirSync(tillDataDir, { recursive: true });
  await fill(shop, place, dataDir, sales);
  const script = fileURLToPath(new URL('./draining-child.ts', import.meta.url));
  const child = fork(script, [dataDir], { serialization: 'advanced' });
  const answer = async () => {
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The till ended before its time'))),
    ]);
    return message;
  };
  await answer();
  return {
    drain: async (entries) => {
      child.send({ entries });
      return (await answer()) as number;
    },
    end: async () => {
      child.send('end');
      return (await answer()) as DrainingReport;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Sold by the engine's own use cases: every entry is chained and signed as always. */
async function fill(shop: Shop, till: BenchTill, dataDir: string, sales: number): Promise<void> {
  const cursor = await currentCursor(shop, till);
  const made = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'jowi-bench-'));
  try {
    const { place } = till;
    const policy = { ...SAMPLE_SETTINGS.policy, vatRounding: 'half-up' } as const;
    const settings = { ...SAMPLE_SETTINGS, ...place, policy };
    const context = prepareTill(offlineOptions(made), PRODUCTS, [sampleEmployee()], settings);
    let next = 0;
    for (let sale = 0; sale < sales; sale++) {
      for (let line = 0; line < LINES_PER_SALE; line++) scanCode(context, sampleBarcode(1 + (next++ % SOLD)));
      payCash(context, tiyin(100_000_000_000));
    }
    context.db.transaction(() => {
      context.meta.saveIdentity({ ...context.meta.getIdentity(), serverUrl: shop.api.url });
      context.meta.saveCursor(cursor);
      // Printed and registered when they were sold.
      context.db.exec('DELETE FROM fiscal_outbox; DELETE FROM print_outbox');
    });
    const publicKey = context.keys.ensurePublicKey();
    context.db.close();
    cpSync(made, dataDir, { recursive: true });
    await withClient(shop.database.adminUrl, async (client) => {
      const who = [place.tenantId, place.terminalId, publicKey];
      await client.query('UPDATE terminal SET public_key = $3 WHERE tenant_id = $1 AND id = $2', who);
      await client.query(
        'UPDATE terminal_chain SET public_key = $3 WHERE tenant_id = $1 AND terminal_id = $2',
        who,
      );
    });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Where a till stands that has just loaded everything. */
async function currentCursor({ api }: Shop, till: BenchTill): Promise<string> {
  const query = new URLSearchParams({ after: 'ffffffff-ffff-7fff-bfff-ffffffffffff' });
  const base = await fetch(`${api.url}/v1/sync/snapshot?${query}`, {
    headers: { authorization: till.bearer() },
  });
  const [header] = (await base.text()).split('\n');
  return (JSON.parse(header!) as { base: string }).base;
}

function goodOf(index: number): BenchProduct {
  const { id, sku, name, priceTiyin, ikpu } = sampleProduct(index);
  return {
    id,
    sku,
    nameRu: name.ru,
    nameUz: name.uz,
    barcode: sampleBarcode(index),
    priceTiyin: Number(priceTiyin),
    ikpu: ikpu ?? '',
  };
}
