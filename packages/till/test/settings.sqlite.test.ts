import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import { FakePrinter } from '../src/testing/fake-devices.ts';
import { SAMPLE_SETTINGS, sampleBarcode } from '../src/testing/sample-shop.ts';
import type { Till } from '../src/till.ts';
import type { FakeServer } from './fake-server.ts';
import { allSent, Bench, refusal, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

const hasty: typeof nodePorts.scheduler = (callback, delayMs) => nodePorts.scheduler(callback, delayMs / 20);

/** Somebody changes the settings in the back office; resolved when the till has them. */
async function change(server: FakeServer, till: Till, part: Partial<typeof SAMPLE_SETTINGS>): Promise<void> {
  const told = new Promise<void>((resolve) => {
    till.on('cart-changed', () => resolve());
  });
  server.settings = { ...server.settings, ...part };
  server.poke();
  await told;
}

describe('settings from the back office', () => {
  it('stand on the next paper and its preview: lines above and below, the phone', async () => {
    const server = await bench.server();
    const printer = new FakePrinter();
    const { till } = await bench.onlineTill(server, { printer });
    await change(server, till, {
      receiptHeader: 'Xush kelibsiz\n\nДобро пожаловать',
      receiptFooter: '@bahor',
      phone: '+998712001020',
    });
    const { receiptId } = await sell(till, 1);
    const lines = { header: ['Xush kelibsiz', '', 'Добро пожаловать'], footer: ['@bahor'] };
    expect(await value(till.sale.receipt({ receiptId }))).toMatchObject(lines);
    await waitFor(() => printer.papers.length > 0, { what: 'the paper' });
    expect(printer.papers[0]).toMatchObject({ ...lines, phone: '+998712001020' });
  });

  it('a server of before says none: the paper is as it was', async () => {
    const printer = new FakePrinter();
    const { till } = await bench.offlineTill({ printer });
    await signIn(till);
    await sell(till, 1);
    await waitFor(() => printer.papers.length > 0, { what: 'the paper' });
    expect(printer.papers[0]).toMatchObject({ header: [], footer: [], phone: null });
  });

  it('price a sale under way anew, shown before it is paid; what is paid keeps the rules it was paid by', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await value(till.sale.scan({ code: sampleBarcode(1) }));
    const before = await value(till.sale.cart());
    expect(before.totalTiyin).toBe('105000');
    await change(server, till, {
      policy: { ...SAMPLE_SETTINGS.policy, cashRoundingTiyin: '100000' },
    });
    const shown = await value(till.sale.cart());
    expect(shown).toMatchObject({ totalTiyin: '100000', grossTiyin: '105000' });
    const paid = await value(till.sale.payCash({ tenderedTiyin: '100000' }));
    expect(paid).toMatchObject({ totalTiyin: shown.totalTiyin, changeTiyin: '0' });
    await allSent(till);
    const entries = [...server.chains.get(1)!.entries.values()];
    const sale = entries.find(({ kind }) => kind === 'SaleV1')!.payload;
    expect(sale).toMatchObject({ totalTiyin: '100000', policy: { cashRoundingTiyin: '100000' } });
    await change(server, till, { policy: SAMPLE_SETTINGS.policy });
    expect(await value(till.sale.receipt({ receiptId: paid.receiptId }))).toMatchObject({
      totalTiyin: '100000',
    });
  });

  it('take VAT off everything when the business no longer pays it, also off what is in the cart', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server);
    await value(till.sale.scan({ code: sampleBarcode(1) }));
    expect((await value(till.sale.cart())).vatTiyin).not.toBe('0');
    await change(server, till, { vatPayer: false });
    expect((await value(till.sale.cart())).vatTiyin).toBe('0');
    await value(till.sale.payCash({ tenderedTiyin: '200000' }));
    await allSent(till);
    const sale = [...server.chains.get(1)!.entries.values()].find(({ kind }) => kind === 'SaleV1');
    const [line] = sale!.payload.lines as { vatRateBps: unknown; vatTiyin: string }[];
    expect(line).toMatchObject({ vatRateBps: null, vatTiyin: '0' });
  });

  it('another store: its stock and its people are fetched anew, and nobody of before may open the till', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hasty });
    await allSent(till);
    const [cashier] = server.changes;
    server.changes = [];
    for (const id of server.stock.keys()) server.stock.set(id, 7_000n);
    const elsewhere = {
      storeId: crypto.randomUUID(),
      warehouseId: crypto.randomUUID(),
      storeName: 'Yunusobod',
    };
    await change(server, till, elsewhere);
    await waitFor(async () => {
      const [product] = await value(till.catalogue.search({ text: sampleBarcode(1), limit: 1 }));
      return product?.stockEstimateMilli === '7000';
    });
    expect(await value(till.session.current())).toBeNull();
    expect(await value(till.session.employees())).toEqual([]);
    expect((await value(till.device.state())).storeName).toBe('Yunusobod');
    server.changes = [cashier!];
    expect(await refusal(till.sale.scan({ code: sampleBarcode(1) }))).toBe('till/not-signed-in');
  });
});
