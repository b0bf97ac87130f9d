import type { DemoData, Guide } from '@jowi/contracts/http/guide';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../../test/support/api.ts';
import { testId } from '../../../../test/support/business.ts';
import { startSellingTill } from '../../../../test/support/selling-till.ts';

interface Item {
  readonly id: string;
  readonly sku: string;
  readonly barcodes: string[];
}

describe('demo data', () => {
  let api: TestApi;
  let owner: Asker;
  let till: Awaited<ReturnType<typeof startSellingTill>>;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    till = await startSellingTill(api, api.a, 'Kassa 1');
  });
  afterAll(() => api.close());

  const sql = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    withClient(api.database.adminUrl, async (client) => (await client.query<Row>(text, values)).rows);
  const fill = (asker = owner) => asker.ask('POST', '/v1/demo-data/fill', { body: { language: 'ru' } });
  const wipe = (asker = owner) => asker.ask('POST', '/v1/demo-data/wipe', { body: {} });
  const demo = async (): Promise<DemoData> => ((await owner.ask('GET', '/v1/guide')).body as Guide).demo;
  const products = async (query = ''): Promise<Item[]> =>
    (await owner.ask('GET', `/v1/products?limit=200${query}`)).body.items;
  const sell = (productId: string, qtyMilli: number) =>
    till.push(till.till.sell([{ productId, qtyMilli, priceTiyin: 1_000_000 }]));
  const deliver = async (productId: string) => {
    const answer = await owner.ask('POST', '/v1/deliveries', {
      body: {
        id: testId(),
        warehouseId: api.a.warehouseId,
        supplierName: 'Haqiqiy taʼminotchi',
        documentNumber: '7',
        documentDate: '2026-11-20',
        lines: [{ productId, qtyMilli: '10000', costTiyin: '5000000' }],
      },
    });
    expect(answer.status, answer.text).toBe(201);
  };
  const stockOf = async (productId: string): Promise<bigint> => {
    const [row] = await sql<{ qty: string }>(
      'SELECT coalesce(sum(qty_milli), 0)::text AS qty FROM stock_balance WHERE product_id = $1',
      productId,
    );
    return BigInt(row?.qty ?? '0');
  };

  /** Stock and books agree with what they are made of, to the tiyin. */
  const expectSoundBooks = async () => {
    expect(
      await sql(`SELECT document_kind, document_id FROM posting GROUP BY tenant_id, document_kind, document_id
        HAVING sum(debit_tiyin) <> sum(credit_tiyin)`),
    ).toEqual([]);
    expect(
      await sql(`SELECT l.id FROM stock_lot l LEFT JOIN stock_movement m ON m.tenant_id = l.tenant_id AND m.lot_id = l.id
        GROUP BY l.tenant_id, l.id, l.remaining_qty_milli, l.remaining_cost_tiyin
        HAVING coalesce(sum(m.qty_milli), 0) <> l.remaining_qty_milli OR coalesce(sum(m.cost_tiyin), 0) <> l.remaining_cost_tiyin`),
    ).toEqual([]);
    expect(
      await sql(`SELECT b.product_id FROM stock_balance b LEFT JOIN stock_lot l ON l.tenant_id = b.tenant_id
          AND l.warehouse_id = b.warehouse_id AND l.product_id = b.product_id
        GROUP BY b.tenant_id, b.warehouse_id, b.product_id, b.qty_milli, b.cost_tiyin
        HAVING coalesce(sum(l.remaining_qty_milli), 0) <> b.qty_milli OR coalesce(sum(l.remaining_cost_tiyin), 0) <> b.cost_tiyin`),
    ).toEqual([]);
    // What the ledger says of the goods is what stands on the shelves.
    const [row] = await sql<{ ledger: string; shelf: string }>(`SELECT
      (SELECT coalesce(sum(debit_tiyin - credit_tiyin), 0)::text FROM posting WHERE account = 'inventory') AS ledger,
      (SELECT coalesce(sum(cost_tiyin), 0)::text FROM stock_balance) AS shelf`);
    expect(row?.ledger).toBe(row?.shelf);
  };

  /** Every row that is not demo, byte for byte. */
  const realRows = async () => {
    const notDemo = (column: string) =>
      `${column} NOT IN (SELECT id FROM demo_item UNION SELECT id FROM delivery_reversal)`;
    const of = (table: string, condition: string, order: string) =>
      sql<{ row: string }>(`SELECT t::text AS row FROM ${table} t WHERE ${condition} ORDER BY ${order}`);
    return {
      product: await of('product', notDemo('id'), 'id'),
      barcode: await of('product_barcode', notDemo('product_id'), 'barcode'),
      delivery: await of('delivery', notDemo('id'), 'id'),
      deliveryLine: await of('delivery_line', notDemo('delivery_id'), 'delivery_id, line_no'),
      lot: await of('stock_lot', `${notDemo('document_id')} AND ${notDemo('product_id')}`, 'id'),
      movement: await of('stock_movement', `${notDemo('document_id')}`, 'id'),
      balance: await of('stock_balance', notDemo('product_id'), 'product_id'),
      posting: await of('posting', notDemo('document_id'), 'id'),
      receipt: await of('receipt', 'true', 'id'),
      receiptLine: await of('receipt_line', 'true', 'receipt_id, line_no'),
      journal: await of('journal_entry', 'true', 'terminal_id, epoch, seq'),
      employee: await of('employee', 'true', 'id'),
      terminal: await of('terminal', 'true', 'id'),
    };
  };

  it('fills once, however often it is asked, with goods that stand on the shelf', async () => {
    const answers = await Promise.all([fill(), fill(), fill()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const standing = await demo();
    expect(standing).toMatchObject({ deliveries: 1, soldProducts: 0, adoptedProducts: 0 });
    expect(standing.products).toBeGreaterThan(30);
    const items = await products();
    expect(items).toHaveLength(standing.products);
    expect(items.every(({ sku }) => sku.startsWith('D-'))).toBe(true);
    await expectSoundBooks();
    const log = await sql(`SELECT FROM audit_log WHERE action = 'business/demo-fill'`);
    expect(log).toHaveLength(1);
  });

  it('counts practice as no step of the guide', async () => {
    const { done } = (await owner.ask('GET', '/v1/guide')).body as Guide;
    expect(done).toMatchObject({ goods: false, delivery: false, till: true, sale: false });
  });

  it('wipes what is demo and touches nothing that is real', async () => {
    const [sold, soldBelowZero, adopted] = (await products()) as [Item, Item, Item];
    const own = await owner.ask('POST', '/v1/products', {
      body: {
        sku: 'OWN-1',
        name: { ru: 'Своё', uz: 'Oʻziniki' },
        barcodes: ['OWN-CODE-1'],
        priceTiyin: '500000',
        vatRateBps: null,
        unit: 'piece',
        ikpu: null,
        packageCode: null,
      },
    });
    await deliver(own.body.id);
    await sell(own.body.id, 3000);
    await sell(sold.id, 1000);
    const had = await stockOf(soldBelowZero.id);
    await sell(soldBelowZero.id, Number(had) + 5000);
    await deliver(adopted.id);
    await sell(adopted.id, 2000);
    await expectSoundBooks();
    expect(await demo()).toMatchObject({ soldProducts: 3, adoptedProducts: 1 });
    const { done } = (await owner.ask('GET', '/v1/guide')).body as Guide;
    expect(done).toMatchObject({ goods: true, delivery: true, till: true, sale: true });

    const before = await realRows();
    const answers = await Promise.all([wipe(), wipe()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await expectSoundBooks();
    const after = await realRows();
    // The goods that became real are listed as such from now on; what was real before is as it was.
    const adoptedOnly = (rows: { row: string }[]) => rows.filter(({ row }) => row.includes(adopted.id));
    for (const [table, rows] of Object.entries(after) as [keyof typeof before, { row: string }[]][]) {
      const news = rows.filter(({ row }) => !before[table].some((it) => it.row === row));
      expect(news, table).toEqual(adoptedOnly(news));
      expect(
        before[table].filter(({ row }) => !rows.some((it) => it.row === row)),
        table,
      ).toEqual([]);
    }

    expect(await demo()).toEqual({ products: 0, deliveries: 0, soldProducts: 0, adoptedProducts: 0 });
    expect((await products()).map(({ sku }) => sku).sort()).toEqual([adopted.sku, 'OWN-1'].sort());
    expect(await products('&archived=true')).toEqual([]);
    expect(await stockOf(sold.id)).toBe(0n);
    expect(await stockOf(soldBelowZero.id)).toBe(0n);
    // Ten delivered for real, of which the demo lot's goods were sold first.
    expect(await stockOf(adopted.id)).toBeGreaterThan(0n);
    const deliveries = (await owner.ask('GET', '/v1/deliveries')).body.items as { supplierName: string }[];
    expect(deliveries.map(({ supplierName }) => supplierName)).toEqual(Array(2).fill('Haqiqiy taʼminotchi'));
    const stock = (await owner.ask('GET', '/v1/stock')).body.items as { sku: string }[];
    expect(stock.map(({ sku }) => sku).sort()).toEqual([adopted.sku, 'OWN-1'].sort());
    const receipts = (await owner.ask('GET', '/v1/receipts')).body.items as { id: string }[];
    expect(receipts).toHaveLength(4);
    for (const { id } of receipts) expect((await owner.ask('GET', `/v1/receipts/${id}`)).status).toBe(200);
    expect(await sql(`SELECT FROM audit_log WHERE action = 'business/demo-wipe'`)).toHaveLength(1);
  });

  it('takes a sale of a till that has not heard of the wiping', async () => {
    const [gone] = await sql<{ id: string }>(
      `SELECT id FROM demo_item WHERE kind = 'product' AND wiped_at IS NOT NULL LIMIT 1`,
    );
    await sell(gone!.id, 1000);
    await expectSoundBooks();
  });

  it('sets the codes free, and can be filled and wiped again', async () => {
    expect((await fill()).status).toBe(200);
    const again = await demo();
    expect(again.products).toBeGreaterThan(30);
    await expectSoundBooks();
    expect((await wipe()).status).toBe(200);
    expect((await demo()).products).toBe(0);
    await expectSoundBooks();
  });

  it('leaves out what the shop has already, by SKU or barcode', async () => {
    await fill();
    const [first] = (await products('&search=D-')).filter(({ barcodes }) => barcodes.length > 0);
    await wipe();
    const own = await owner.ask('POST', '/v1/products', {
      body: {
        sku: 'OWN-2',
        name: { ru: 'Такой же', uz: 'Xuddi shunday' },
        barcodes: [first!.barcodes[0]],
        priceTiyin: '500000',
        vatRateBps: null,
        unit: 'piece',
        ikpu: null,
        packageCode: null,
      },
    });
    expect(own.status).toBe(201);
    await fill();
    expect((await products()).filter(({ barcodes }) => barcodes.includes(first!.barcodes[0]!))).toHaveLength(
      1,
    );
    await wipe();
    expect((await products()).some(({ sku }) => sku === 'OWN-2')).toBe(true);
  });

  it('is for those who keep the whole business', async () => {
    for (const role of ['cashier', 'stock-keeper', 'accountant'] as const) {
      const person = await api.signIn(api.a.employees[role].phone);
      expect((await fill(person)).status, role).toBe(403);
      expect((await wipe(person)).status, role).toBe(403);
    }
    const neighbour = await api.signIn(api.b.employees.owner.phone);
    await fill();
    const mine = await demo();
    expect((await wipe(neighbour)).body).toMatchObject({ products: 0 });
    expect(await demo()).toEqual(mine);
  });

  it('remembers who put the guide away', async () => {
    const manager = await api.signIn(api.a.employees.manager.phone);
    const hidden = await owner.ask('PUT', '/v1/guide', { body: { hidden: true } });
    expect(hidden.body).toMatchObject({ hidden: true });
    expect((await manager.ask('GET', '/v1/guide')).body).toMatchObject({ hidden: false });
    const back = await owner.ask('PUT', '/v1/guide', { body: { hidden: false } });
    expect(back.body).toMatchObject({ hidden: false });
  });
});
