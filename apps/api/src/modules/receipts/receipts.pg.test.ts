import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { testId } from '../../../test/support/business.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import type { SigningTill } from '../../../test/support/signing-till.ts';
import { statementsOf } from '../../../test/support/statements.ts';

const DAY = '2026-11-23';

describe('receipts, stock and the day', () => {
  let api: TestApi;
  let owner: Asker;
  let till: SigningTill;
  let push: Awaited<ReturnType<typeof startSellingTill>>['push'];
  let tea: string;
  let sugar: string;
  /** Receipt ids by receipt number, from 1. */
  const receiptIds: string[] = [];

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    tea = await newProduct('tea', 'Чай', 'Choy');
    sugar = await newProduct('sugar', 'Сахар', 'Shakar');
    await deliver([
      { productId: tea, qtyMilli: '2000', costTiyin: '1000000' },
      { productId: tea, qtyMilli: '10000', costTiyin: '6000000' },
    ]);
    ({ till, push } = await startSellingTill(api, api.a, 'Касса у входа'));
    await sell([{ productId: tea, qtyMilli: 3000, priceTiyin: 1_120_000 }]);
    await sell([
      { productId: tea, qtyMilli: 1000, priceTiyin: 1_120_000 },
      { productId: sugar, qtyMilli: 500, priceTiyin: 1_400_000, vatRateBps: null },
    ]);
    for (let i = 0; i < 21; i++)
      await sell([{ productId: tea, qtyMilli: 100, priceTiyin: 1_000_000 + i * 1000 }]);
  });
  afterAll(() => api.close());

  const newProduct = async (sku: string, ru: string, uz: string): Promise<string> => {
    const body = {
      sku,
      name: { ru, uz },
      barcodes: [],
      priceTiyin: '1120000',
      vatRateBps: 1200,
      unit: 'kg',
      ikpu: null,
      packageCode: null,
    };
    return (await owner.ask('POST', '/v1/products', { body })).body.id;
  };
  const deliver = (lines: { productId: string; qtyMilli: string; costTiyin: string }[]) =>
    owner.ask('POST', '/v1/deliveries', {
      body: {
        id: testId(),
        warehouseId: api.a.warehouseId,
        supplierName: 'Choyxona',
        documentNumber: '',
        documentDate: '2026-11-20',
        lines,
      },
    });
  const sell = async (lines: Parameters<SigningTill['sell']>[0]) => {
    const entry = till.sell(lines);
    receiptIds.push(entry.payload.receiptId as string);
    await push(entry);
  };
  const list = async (query: string) => {
    const answer = await owner.ask('GET', `/v1/receipts?limit=100&${query}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.items.map((item: { receiptNumber: number }) => item.receiptNumber);
  };

  it('open down to the lots their cost came from', async () => {
    const { body } = await owner.ask('GET', `/v1/receipts/${receiptIds[0]}`);
    expect(body).toMatchObject({
      receiptNumber: 1,
      terminalName: 'Касса у входа',
      storeName: 'Store of Anor',
      businessDate: DAY,
      epoch: 1,
      seq: 2,
      totalTiyin: '3360000',
      vatTiyin: '360000',
      costTiyin: '1600000',
      marginTiyin: '1400000',
      fiscal: 'pending',
      fiscalMark: null,
      flags: [],
    });
    expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(body.lines).toHaveLength(1);
    expect(body.lines[0].lots).toMatchObject([
      { documentNumber: '1', qtyMilli: '2000', costTiyin: '1000000' },
      { documentNumber: '1', qtyMilli: '1000', costTiyin: '600000' },
    ]);
    expect(body.lines[0].lots[0].lotId).not.toBe(body.lines[0].lots[1].lotId);
    expect(body.payments).toEqual([
      { kind: 'cash', amountTiyin: '3360000', tenderedTiyin: '3360000', changeTiyin: '0' },
    ]);
    expect(body.postings).toEqual([
      { account: 'cash', debitTiyin: '3360000', creditTiyin: '0' },
      { account: 'revenue', debitTiyin: '0', creditTiyin: '3000000' },
      { account: 'vat-payable', debitTiyin: '0', creditTiyin: '360000' },
      { account: 'cogs', debitTiyin: '1600000', creditTiyin: '0' },
      { account: 'inventory', debitTiyin: '0', creditTiyin: '1600000' },
    ]);
  });

  it('say what was sold below zero', async () => {
    const { body } = await owner.ask('GET', `/v1/receipts/${receiptIds[1]}`);
    expect(body.lines[1]).toMatchObject({
      name: { ru: 'Товар' },
      vatRateBps: null,
      vatTiyin: '0',
      costTiyin: '0',
      marginTiyin: '700000',
      lots: [{ lotId: null, qtyMilli: '500', costTiyin: '0' }],
    });
    const stock = await owner.ask('GET', '/v1/stock?only=negative');
    expect(stock.body.items).toMatchObject([{ sku: 'sugar', qtyMilli: '-500', costTiyin: '0' }]);
  });

  it('are found by number, total, day and till', async () => {
    expect(await list('search=2')).toEqual([2]);
    expect(await list(`search=${encodeURIComponent('№ 2')}`)).toEqual([2]);
    expect(await list(`search=${encodeURIComponent('33 600')}`)).toEqual([1]);
    expect(await list('search=nothing')).toEqual([]);
    expect(await list('search=99999999999999999999')).toEqual([]);
    expect((await owner.ask('GET', '/v1/receipts?search=%00')).status).toBe(400);
    expect(await list(`from=${DAY}&to=${DAY}`)).toHaveLength(23);
    expect(await list('from=2026-11-24')).toEqual([]);
    expect(await list('to=2026-11-22')).toEqual([]);
    expect(await list(`terminalId=${till.terminalId}`)).toHaveLength(23);
    expect(await list(`terminalId=${testId()}`)).toEqual([]);
    expect((await owner.ask('GET', '/v1/receipts?from=2026-02-30')).status).toBe(422);
    expect((await owner.ask('GET', '/v1/receipts?cursor=x')).status).toBe(422);
  });

  it('carry the fiscal mark once the module gave it', async () => {
    await push(
      till.journal('FiscalisedV1', {
        receiptId: receiptIds[0],
        occurredAtMs: 1_795_400_100_000,
        fiscalTerminalId: 'UZ210317238910',
        fiscalReceiptSeq: '17',
        fiscalDateTime: '20261123101500',
        fiscalSign: '123456789012',
        qrUrl: 'https://ofd.soliq.uz/check?t=UZ210317238910&r=17&c=20261123101500&s=123456789012',
      }),
    );
    const { body } = await owner.ask('GET', `/v1/receipts/${receiptIds[0]}`);
    expect(body.fiscal).toBe('registered');
    expect(body.fiscalMark).toMatchObject({ fiscalSign: '123456789012', fiscalReceiptSeq: '17' });
    expect(await list('search=123456789012')).toEqual([1]);
  });

  it('page from the newest without a gap or a repeat while the till sells on', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = (
        await owner.ask('GET', `/v1/receipts?limit=5${cursor ? `&cursor=${cursor}` : ''}`)
      ).body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect([...seen].sort()).toEqual([...receiptIds].sort());
  });

  it('add up to the day', async () => {
    const { body } = await owner.ask('GET', `/v1/dashboard?date=${DAY}`);
    const receipts = (await owner.ask('GET', '/v1/receipts?limit=200')).body.items;
    const sum = (key: string) =>
      String(receipts.reduce((total: bigint, r: Record<string, string>) => total + BigInt(r[key]!), 0n));
    expect(body).toMatchObject({
      date: DAY,
      day: {
        receiptCount: 23,
        salesTiyin: sum('totalTiyin'),
        costTiyin: sum('costTiyin'),
        marginTiyin: sum('marginTiyin'),
        discountTiyin: '0',
      },
      previousDay: { receiptCount: 0, salesTiyin: '0' },
      fiscalPending: 22,
      quarantined: 0,
    });
    expect(body.hours.reduce((n: number, h: { receiptCount: number }) => n + h.receiptCount, 0)).toBe(23);
    expect(body.hours[0].hour).toBe(new Date(1_795_400_000_000 + 5 * 3_600_000).getUTCHours());
    expect(body.topProducts).toMatchObject([{ productId: tea, qtyMilli: '6100' }, { productId: sugar }]);
    expect((await owner.ask('GET', '/v1/dashboard')).status).toBe(200);
    expect((await owner.ask('GET', '/v1/dashboard?date=2026-13-01')).status).toBe(422);
  });

  it('leave in stock what was not sold', async () => {
    const { body } = await owner.ask('GET', `/v1/stock?search=choy&warehouseId=${api.a.warehouseId}`);
    expect(body.items).toMatchObject([{ sku: 'tea', qtyMilli: '5900' }]);
    expect((await owner.ask('GET', '/v1/stock?only=in-stock')).body.items).toHaveLength(1);
    expect((await owner.ask('GET', `/v1/stock?warehouseId=${testId()}`)).body.items).toEqual([]);
    const first = (await owner.ask('GET', '/v1/stock?limit=1')).body;
    const second = (await owner.ask('GET', `/v1/stock?limit=1&cursor=${first.next}`)).body;
    expect([first.items[0].sku, second.items[0].sku]).toEqual(['sugar', 'tea']);
    expect(second.next).toBeNull();
  });

  it('are for those who answer for money, of this business only', async () => {
    for (const role of ['cashier', 'stock-keeper'] as const) {
      const person = await api.signIn(api.a.employees[role].phone);
      expect((await person.ask('GET', '/v1/receipts')).status).toBe(403);
      expect((await person.ask('GET', '/v1/dashboard')).status).toBe(403);
    }
    const stranger = await api.signIn(api.b.employees.owner.phone);
    expect((await stranger.ask('GET', `/v1/receipts/${receiptIds[0]}`)).status).toBe(404);
    expect((await stranger.ask('GET', '/v1/receipts')).body.items).toEqual([]);
    expect((await stranger.ask('GET', `/v1/dashboard?date=${DAY}`)).body.day.receiptCount).toBe(0);
  });

  it('take as many statements for two hundred rows as for one', async () => {
    const countOf = async (path: string): Promise<number> => {
      const sent = await statementsOf(async () => expect((await owner.ask('GET', path)).status).toBe(200));
      return sent.length;
    };
    await countOf('/v1/products');
    for (const path of ['receipts', 'products', 'products?search=choy', 'stock', 'deliveries']) {
      const joined = path.includes('?') ? '&' : '?';
      const one = await countOf(`/v1/${path}${joined}limit=1`);
      expect(await countOf(`/v1/${path}${joined}limit=200`), path).toBe(one);
      expect(one, path).toBeLessThanOrEqual(3);
    }
    const [short, long] = [receiptIds[0], receiptIds[1]];
    expect(await countOf(`/v1/receipts/${short}`)).toBe(await countOf(`/v1/receipts/${long}`));
  });
});
