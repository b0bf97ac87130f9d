import { withClient } from '@jowi/testkit/postgres';
import { createRng } from '@jowi/testkit/rng';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { testId } from '../../../test/support/business.ts';
import { FifoByHand } from '../../../test/support/fifo-by-hand.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import { openSecondStore } from '../../../test/support/staff.ts';

type Line = { productId: string; qtyMilli: string; costTiyin: string };

describe('deliveries', () => {
  let api: TestApi;
  let owner: Asker;
  let products: string[];

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    products = [];
    for (let i = 0; i < 12; i++) products.push(await newProduct(`D-${i}`));
  });
  afterAll(() => api.close());

  const newProduct = async (sku: string): Promise<string> => {
    const made = await owner.ask('POST', '/v1/products', {
      body: {
        sku,
        name: { ru: `Товар ${sku}`, uz: `Mahsulot ${sku}` },
        barcodes: [],
        priceTiyin: '100000',
        vatRateBps: 1200,
        unit: 'piece',
        ikpu: null,
        packageCode: null,
      },
    });
    return made.body.id;
  };
  const input = (lines: Line[], over: Record<string, unknown> = {}) => ({
    id: testId(),
    warehouseId: api.a.warehouseId,
    supplierName: 'Ulgurji savdo',
    documentNumber: 'N-17',
    documentDate: '2026-11-20',
    lines,
    ...over,
  });
  const line = (product: number, qty: number, cost: number): Line => ({
    productId: products[product]!,
    qtyMilli: String(qty),
    costTiyin: String(cost),
  });
  const post = (body: unknown, who = owner) => who.ask('POST', '/v1/deliveries', { body });
  const rows = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    withClient(api.database.adminUrl, async (client) => (await client.query(text, values)).rows as T[]);
  const stockOf = async (productId: string) => {
    const { body } = await owner.ask('GET', '/v1/stock?limit=200');
    const row = body.items.find((item: { productId: string }) => item.productId === productId);
    return row && { qty: BigInt(row.qtyMilli), cost: BigInt(row.costTiyin) };
  };

  /** What must hold of the books of a business at any moment. */
  const expectSoundBooks = async () => {
    const [sums] = await rows<{ lots: string; movements: string; balances: string; inventory: string }>(
      `SELECT
        (SELECT coalesce(sum(remaining_cost_tiyin), 0) FROM stock_lot WHERE tenant_id = $1) AS lots,
        (SELECT coalesce(sum(cost_tiyin), 0) FROM stock_movement WHERE tenant_id = $1) AS movements,
        (SELECT coalesce(sum(cost_tiyin), 0) FROM stock_balance WHERE tenant_id = $1) AS balances,
        (SELECT coalesce(sum(debit_tiyin - credit_tiyin), 0) FROM posting
          WHERE tenant_id = $1 AND account = 'inventory') AS inventory`,
      [api.a.tenantId],
    );
    expect(sums).toEqual({
      lots: sums!.lots,
      movements: sums!.lots,
      balances: sums!.lots,
      inventory: sums!.lots,
    });
    const apart = await rows(
      `SELECT l.id FROM stock_lot l LEFT JOIN stock_movement m ON m.tenant_id = l.tenant_id AND m.lot_id = l.id
       GROUP BY l.tenant_id, l.id, l.remaining_qty_milli, l.remaining_cost_tiyin
       HAVING coalesce(sum(m.qty_milli), 0) <> l.remaining_qty_milli
         OR coalesce(sum(m.cost_tiyin), 0) <> l.remaining_cost_tiyin`,
    );
    expect(apart).toEqual([]);
  };

  it('put goods and their cost into stock, and owe the supplier', async () => {
    const body = input([line(0, 10_000, 500_000), line(1, 735, 99_999), line(0, 5000, 300_000)]);
    const made = await post(body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      number: 1,
      lineCount: 3,
      costTiyin: '899999',
      lines: [
        { sku: 'D-0', qtyMilli: '10000', costTiyin: '500000' },
        { sku: 'D-1', qtyMilli: '735' },
        { sku: 'D-0', qtyMilli: '5000' },
      ],
    });
    expect(await stockOf(products[0]!)).toEqual({ qty: 15_000n, cost: 800_000n });
    expect(await stockOf(products[1]!)).toEqual({ qty: 735n, cost: 99_999n });
    expect((await owner.ask('GET', `/v1/deliveries/${body.id}`)).body).toEqual(made.body);
    expect((await owner.ask('GET', '/v1/deliveries')).body.items).toMatchObject([{ id: body.id, number: 1 }]);
    await expectSoundBooks();
  });

  it('answer a repetition as the first time, and refuse another body under the same id', async () => {
    const body = input([line(2, 1000, 70_000)]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]!.body);
    expect(await stockOf(products[2]!)).toEqual({ qty: 1000n, cost: 70_000n });

    for (const changed of [
      { ...body, supplierName: 'Boshqa' },
      { ...body, lines: [line(2, 1000, 70_001)] },
      { ...body, lines: [...body.lines, line(3, 1000, 1)] },
    ]) {
      const refused = await post(changed);
      expect(refused.status).toBe(409);
      expect(refused.body.error.code).toBe('common/conflict');
    }
    expect(await stockOf(products[2]!)).toEqual({ qty: 1000n, cost: 70_000n });
  });

  it('refuse what cannot be, naming the row, and change nothing', async () => {
    const before = await rows('SELECT count(*) FROM stock_movement');
    const unknown = await post(input([line(3, 1000, 1), { ...line(3, 1, 1), productId: testId() }]));
    expect(unknown.status).toBe(422);
    expect(unknown.body.error).toMatchObject({
      code: 'deliveries/product-unknown',
      params: { row: 2 },
      field: 'lines.1.productId',
    });
    const stranger = await api.signIn(api.b.employees.owner.phone);
    const foreign = await post(input([line(3, 1000, 1)], { warehouseId: api.b.warehouseId }), stranger);
    expect(foreign.body.error.code).toBe('deliveries/product-unknown');
    expect((await post(input([line(3, 1000, 1)], { warehouseId: api.b.warehouseId }))).status).toBe(404);
    for (const wrong of [
      input([]),
      input([line(3, 0, 1)]),
      input([line(3, -1, 1)]),
      input([line(3, 1000, 1)], { documentDate: '2026-02-30' }),
      input([line(3, 1000, 1)], { supplierName: '  ' }),
      input([{ ...line(3, 1000, 1), costTiyin: '999999999999999999' }]),
      input([{ ...line(3, 1000, 1), qtyMilli: '999999999999999' }]),
    ])
      expect((await post(wrong)).status).toBe(422);
    const cashier = await api.signIn(api.a.employees.cashier.phone);
    expect((await post(input([line(3, 1000, 1)]), cashier)).status).toBe(403);
    expect(await rows('SELECT count(*) FROM stock_movement')).toEqual(before);
  });

  it('twenty at once over the same goods all arrive: none lost, numbers without a gap', async () => {
    const rng = createRng(7);
    const bodies = Array.from({ length: 20 }, () =>
      input(
        rng
          .shuffle([3, 4, 5, 6, 7, 8])
          .slice(0, 4)
          .map((product) => line(product, rng.int(1, 9) * 1000, rng.int(1000, 90_000))),
      ),
    );
    const answers = await Promise.all(bodies.map((body) => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    const numbers = answers.map(({ body }) => body.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => numbers[0] + i));
    for (const product of [3, 4, 5, 6, 7, 8]) {
      const of = bodies.flatMap(({ lines }) => lines).filter((l) => l.productId === products[product]);
      const sum = (key: 'qtyMilli' | 'costTiyin') => of.reduce((total, l) => total + BigInt(l[key]), 0n);
      expect(await stockOf(products[product]!)).toEqual({ qty: sum('qtyMilli'), cost: sum('costTiyin') });
    }
    await expectSoundBooks();
  });

  it('settle what was sold below zero at the cost that came, and post the difference', async () => {
    const productId = await newProduct('NEG');
    const { till, push } = await startSellingTill(api, api.a, 'Deficit till');
    await post(input([{ productId, qtyMilli: '2000', costTiyin: '100000' }]));
    await push(till.sell([{ productId, qtyMilli: 5000, priceTiyin: 100_000 }]));
    // Two from the lot at 500 so'm, three below zero at the last known 500.
    expect(await stockOf(productId)).toEqual({ qty: -3000n, cost: -150_000n });
    const body = input([{ productId, qtyMilli: '10000', costTiyin: '600000' }]);
    await post(body);
    expect(await stockOf(productId)).toEqual({ qty: 7000n, cost: 420_000n });
    const postings = await rows(
      `SELECT account, debit_tiyin, credit_tiyin FROM posting
       WHERE document_kind = 'settlement' AND document_id = $1 ORDER BY id`,
      [body.id],
    );
    expect(postings).toEqual([
      { account: 'stock-settlement', debit_tiyin: '30000', credit_tiyin: '0' },
      { account: 'inventory', debit_tiyin: '0', credit_tiyin: '30000' },
    ]);
    await expectSoundBooks();
  });

  it.each([1, 2, 3])('keep the books a pencil would keep, whatever the order (seed %i)', async (seed) => {
    const rng = createRng(seed);
    const goods = await Promise.all([0, 1, 2].map((i) => newProduct(`R-${seed}-${i}`)));
    const byHand = new Map(goods.map((id) => [id, new FifoByHand()]));
    const { till, push } = await startSellingTill(api, api.a, `Pencil ${seed}`);
    let soldCost = 0n;
    let difference = 0n;
    const pick = () => rng.shuffle(goods).slice(0, rng.int(1, 3));
    for (let step = 0; step < 25; step++) {
      if (rng.chance(0.4)) {
        const lines = pick().map((productId) => ({
          productId,
          qtyMilli: String(rng.int(1, 9000)),
          costTiyin: String(rng.int(0, 300_000)),
        }));
        expect((await post(input(lines))).status).toBe(201);
        for (const l of lines)
          difference += byHand.get(l.productId)!.receive(BigInt(l.qtyMilli), BigInt(l.costTiyin));
      } else {
        const lines = pick().map((productId) => ({
          productId,
          qtyMilli: rng.int(1, 6000),
          priceTiyin: 100_000,
        }));
        await push(till.sell(lines));
        for (const l of lines) soldCost += byHand.get(l.productId)!.sell(BigInt(l.qtyMilli));
      }
    }
    for (const [productId, hand] of byHand) {
      expect((await stockOf(productId)) ?? { qty: 0n, cost: 0n }).toEqual(hand.balance);
    }
    const [posted] = await rows<{ cogs: string }>(
      `SELECT coalesce(sum(p.debit_tiyin - p.credit_tiyin), 0) AS cogs FROM posting p
       JOIN receipt r ON r.tenant_id = p.tenant_id AND r.id = p.document_id
       WHERE p.account = 'cogs' AND r.terminal_id = $1`,
      [till.terminalId],
    );
    expect(BigInt(posted!.cogs)).toBe(soldCost);
    const [settled] = await rows<{ sum: string }>(
      `SELECT -coalesce(sum(cost_tiyin), 0) AS sum FROM stock_movement
       WHERE kind = 'settlement' AND product_id = ANY ($1)`,
      [goods],
    );
    expect(BigInt(settled!.sum)).toBe(difference);
    await expectSoundBooks();
  });

  it('do not come into a closed store, but one posted before is answered as it was', async () => {
    const storeId = await openSecondStore(api);
    const [place] = await rows<{ id: string }>('SELECT id FROM warehouse WHERE store_id = $1', [storeId]);
    const before = input([line(3, 1000, 1)], { warehouseId: place?.id });
    expect((await post(before)).status).toBe(201);
    await rows('UPDATE store SET closed_at = now() WHERE id = $1', [storeId]);
    const refused = await post({ ...before, id: testId() });
    expect([refused.status, refused.body.error]).toMatchObject([
      409,
      { code: 'settings/store-closed', field: 'warehouseId' },
    ]);
    expect((await post(before)).status).toBe(201);
    const me = await owner.ask('GET', '/v1/auth/me');
    expect(me.body.stores.map((it: { isClosed: boolean }) => it.isClosed)).toEqual([false, true]);
  });

  it('page from the newest down', async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { number: number }[]; next: string | null } = (
        await owner.ask('GET', `/v1/deliveries?limit=7${cursor ? `&cursor=${cursor}` : ''}`)
      ).body;
      seen.push(...page.items.map(({ number }) => number));
      if (seen.length === 7) await post(input([line(9, 1000, 1)]));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: seen[0]! }, (_, i) => seen[0]! - i));
  });
});
