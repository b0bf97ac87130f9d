import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SigningTill } from '../support/signing-till.ts';
import { openModelServer } from './model-server.ts';
import type { SimEnvironment, SimResponse, SimTenant, TenantSeed } from './sim-server.ts';
import { Door, FIRST_CURSOR } from './sim-till.ts';

const NOW_MS = 1_795_400_000_000;
const SEED: TenantSeed = {
  name: 'Baraka',
  employees: [{ name: 'Aziza', role: 'owner', pin: '1234' }],
  products: ['1', '2'].map((sku) => ({
    ...{ sku, name: `Non ${sku}`, barcode: `478000000000${sku}`, priceTiyin: 400_000n },
    ...{ vatRateBps: 1200, unit: 'piece', lots: [{ qtyMilli: 10_000n, costTiyin: 3_000_001n }] },
  })),
};

describe('the model of the server', () => {
  it('keeps what it answered, and answers a repeat the same', async () => {
    const { door, till, tenant, server } = await open();
    const entries = [till.openShift(), till.sell([line(tenant, 0, 2_000), line(tenant, 1, 12_000)])];
    const first = bodyOf(await door.push(till, entries));
    expect(first.results).toEqual([
      { seq: 1, status: 'accepted' },
      { seq: 2, status: 'accepted' },
    ]);
    expect(bodyOf(await door.push(till, entries))).toEqual(first);
    const books = await server.books(tenant.tenantId);
    expect(books.receipts).toHaveLength(1);
    expect(books.balances.map((row) => row.qtyMilli).sort()).toEqual(['-2000', '8000']);
    expect(books.audit).toEqual({
      actions: ['terminals/create', 'terminals/pairing-code', 'terminals/pair'],
      damage: 0,
    });
  });

  it('loses a transaction that a crash overtakes, and nothing that was committed', async () => {
    const { door, till, server, tenant, env } = await open();
    const entry = till.openShift();
    env.atStep = (step) => {
      if (step === 'writing') server.crash();
    };
    expect(await door.push(till, [entry])).toBeNull();
    expect((await server.books(tenant.tenantId)).journal).toHaveLength(0);
    env.atStep = (step) => {
      if (step === 'committed') server.crash();
    };
    expect(await door.push(till, [entry])).toBeNull();
    expect((await server.books(tenant.tenantId)).journal).toHaveLength(1);
    delete env.atStep;
    expect(bodyOf(await door.push(till, [entry])).results).toEqual([{ seq: 1, status: 'accepted' }]);
  });

  it('lets one push of a terminal wait for the other', async () => {
    const { door, till, env } = await open();
    const entries = [till.openShift(), till.journal('X', {})];
    const gate = Promise.withResolvers<void>();
    env.atStep = (step) => (step === 'writing' ? gate.promise : undefined);
    const [first, second] = [door.push(till, entries.slice(0, 1)), door.push(till, entries)];
    await new Promise(setImmediate);
    delete env.atStep;
    gate.resolve();
    expect(bodyOf(await first).results).toEqual([{ seq: 1, status: 'accepted' }]);
    expect(bodyOf(await second).results.map((it: { status: string }) => it.status)).toEqual([
      'accepted',
      'quarantined',
    ]);
  });

  it('hides from the feed what a transaction still open might be followed by', async () => {
    const { door, till, server, tenant } = await open();
    const { cursor } = bodyOf(await door.pull(till, FIRST_CURSOR));
    const [one, two] = tenant.products;
    const office = server.office(tenant.tenantId);
    const change = await office.beginPriceChange(one!.id, 1n);
    await office.changePrice(two!.id, 2n);
    const during = bodyOf(await door.pull(till, cursor));
    expect(during.products).toEqual([]);
    expect(await change.commit()).toBe(true);
    const after = bodyOf(await door.pull(till, during.cursor));
    expect(after.products.map((it: { priceTiyin: string }) => it.priceTiyin)).toEqual(['1', '2']);
  });

  it('shows a terminal that was revoked out', async () => {
    const { door, till, server, tenant } = await open();
    await server.office(tenant.tenantId).revokeTerminal(till.terminalId);
    const answer = await door.push(till, [till.openShift()]);
    expect(answer?.status).toBe(401);
    expect(bodyOf(answer).error.code).toBe('auth/terminal-revoked');
  });
});

async function open() {
  let drawn = 0;
  const env: SimEnvironment & { atStep?: SimEnvironment['atStep'] } = {
    nowMs: () => NOW_MS,
    randomBytes: (length) => {
      drawn += 1;
      return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
    },
  };
  const server = await openModelServer(env);
  const tenant = await server.createTenant(SEED);
  const { terminalId, pairingCode } = await server.office(tenant.tenantId).createTerminal('Till 1');
  const door = new Door(server, tenant.tenantId, env.nowMs);
  const till = new SigningTill(terminalId);
  expect((await door.pair(till, pairingCode))?.status).toBe(200);
  return { server, tenant, door, till, env };
}

function line({ products }: SimTenant, at: number, qtyMilli: number) {
  return { productId: products[at]!.id, qtyMilli, priceTiyin: 400_000 };
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the test expects of it
function bodyOf(answer: SimResponse | null): any {
  return JSON.parse(answer?.body ?? 'null');
}
