import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { PushResponse } from '@jowi/contracts/sync/push';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Books } from '../../../test/support/books.ts';
import type { TerminalIdentity } from '../../platform/auth/access.ts';

describe('taking a journal into the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await Books.open();
  });
  afterAll(() => books[Symbol.asyncDispose]());

  const push = (identity: TerminalIdentity, entries: JournalEntry[]): Promise<PushResponse> =>
    books.pusher().execute(identity, { wire: 1, entries });
  const statuses = (answer: PushResponse) => answer.results.map((r) => r.problem?.code ?? r.status);
  const receiptCount = async (terminalId: string) =>
    Number(
      (await books.rows('SELECT count(*) AS n FROM receipt WHERE terminal_id = $1', [terminalId]))[0]!.n,
    );

  it('posts a sale: receipt, lines, payment, oldest cost first, balance, postings that balance', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    await books.receive(productId, 3_000, 30_000);
    await books.receive(productId, 5_000, 60_000);
    const sale = till.sell([{ productId, qtyMilli: 4_000, priceTiyin: 20_000 }]);
    const answer = await push(
      identity,
      [till.openShift(), sale].sort((a, b) => a.seq - b.seq),
    );

    expect(statuses(answer)).toEqual(['accepted', 'accepted']);
    expect(answer.head).toEqual(till.head);
    const receiptId = (sale.payload as { receiptId: string }).receiptId;
    expect(
      await books.rows('SELECT total_tiyin, vat_tiyin, cost_tiyin, flags FROM receipt WHERE id = $1', [
        receiptId,
      ]),
    ).toEqual([{ total_tiyin: '80000', vat_tiyin: '8571', cost_tiyin: '42000', flags: [] }]);
    expect(
      await books.rows(
        'SELECT qty_milli, cost_tiyin FROM stock_movement WHERE document_id = $1 ORDER BY id',
        [receiptId],
      ),
    ).toEqual([
      { qty_milli: '-3000', cost_tiyin: '-30000' },
      { qty_milli: '-1000', cost_tiyin: '-12000' },
    ]);
    expect(
      await books.rows('SELECT qty_milli, cost_tiyin FROM stock_balance WHERE product_id = $1', [productId]),
    ).toEqual([{ qty_milli: '4000', cost_tiyin: '48000' }]);
    const postings = await books.rows<{ account: string; net: string }>(
      'SELECT account, (debit_tiyin - credit_tiyin)::text AS net FROM posting WHERE document_id = $1 ORDER BY account',
      [receiptId],
    );
    expect(Object.fromEntries(postings.map((p) => [p.account, p.net]))).toEqual({
      cash: '80000',
      revenue: '-71429',
      'vat-payable': '-8571',
      cogs: '42000',
      inventory: '-42000',
    });
  });

  it('answers a replay the same for ever and changes nothing', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const entries = Array.from({ length: 5 }, () =>
      till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 500_00 }]),
    );
    const first = await push(identity, entries);
    const before = await books.rows('SELECT sum(qty_milli) AS q FROM stock_balance WHERE product_id = $1', [
      productId,
    ]);
    for (const replay of [entries, entries.slice(0, 2), entries.slice(3)]) {
      const again = await push(identity, replay);
      expect(again.head).toEqual(first.head);
      expect(new Set(statuses(again))).toEqual(new Set(['accepted']));
    }
    expect(
      await books.rows('SELECT sum(qty_milli) AS q FROM stock_balance WHERE product_id = $1', [productId]),
    ).toEqual(before);
    expect(await receiptCount(till.terminalId)).toBe(5);
  });

  it('the same batch twenty times at once is one effect', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const entries = Array.from({ length: 10 }, () =>
      till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]),
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(identity, entries)));
    for (const answer of answers) expect(statuses(answer)).toEqual(Array(10).fill('accepted'));
    expect(await receiptCount(till.terminalId)).toBe(10);
    expect(
      await books.rows('SELECT qty_milli FROM stock_balance WHERE product_id = $1', [productId]),
    ).toEqual([{ qty_milli: '-10000' }]);
  });

  it('sells below zero at the cost of the last lot, as a layer of its own', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    await books.receive(productId, 2_000, 10_000);
    await push(identity, [till.sell([{ productId, qtyMilli: 5_000, priceTiyin: 9_000 }])]);
    expect(
      await books.rows(
        'SELECT kind, remaining_qty_milli AS qty, remaining_cost_tiyin AS cost FROM stock_lot WHERE product_id = $1 ORDER BY position',
        [productId],
      ),
    ).toEqual([
      { kind: 'lot', qty: '0', cost: '0' },
      { kind: 'deficit', qty: '-3000', cost: '-15000' },
    ]);
  });

  it('tells the till where to send from when entries are missing, and stores nothing of what follows', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const [first, , third] = [1, 2, 3].map(() =>
      till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]),
    );
    const answer = await push(identity, [first!, third!]);
    expect(statuses(answer)).toEqual(['accepted', 'sync/gap']);
    expect(answer.head.seq).toBe(1);
    expect(answer.results[1]!.status).toBe('rejected');
  });

  it('quarantines poison of every kind beside good sales', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const good = () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    const taken = good();
    const reused = (taken.payload as { receiptId: string }).receiptId;
    const sale = till.saleOf([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    const entries = [
      taken,
      till.journal('FromTheFutureV9', { anything: true }),
      till.journal('SaleV1', { ...sale, lines: [] }),
      till.sell([{ productId: randomUUID(), qtyMilli: 1_000, priceTiyin: 100 }]),
      till.journal('SaleV1', {
        ...till.saleOf([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]),
        receiptId: reused,
      }),
      till.sell([{ productId: productId.toUpperCase(), qtyMilli: 1_000, priceTiyin: 100 }]),
      till.journal('FiscalisedV1', mark(randomUUID())),
      till.journal('ShiftClosedV1', closing(randomUUID())),
      // Only the database notices these two: a NUL in a name, a number too large for its column.
      till.journal('SaleV1', nulInName(till.saleOf([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]))),
      till.journal('SaleV1', {
        ...till.saleOf([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]),
        receiptNumber: 3_000_000_000,
      }),
      good(),
    ];
    const answer = await push(identity, entries);
    expect(statuses(answer)).toEqual([
      'accepted',
      'sync/payload-invalid',
      'sync/payload-invalid',
      'sync/payload-reference',
      'sync/receipt-id-reused',
      'sync/payload-invalid',
      'sync/payload-reference',
      'sync/payload-reference',
      'sync/payload-invalid',
      'sync/payload-invalid',
      'accepted',
    ]);
    expect(answer.head).toEqual(till.head);
    expect(await receiptCount(till.terminalId)).toBe(2);
    expect((await push(identity, entries)).results).toEqual(answer.results);
  });

  it('flags a sale whose figures it would calculate otherwise, and keeps the figures of the till', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sale = till.saleOf([{ productId, qtyMilli: 1_000, priceTiyin: 112_00 }]);
    const vat = { ...sale, vatTiyin: '1201', lines: [{ ...sale.lines[0]!, vatTiyin: '1201' }] };
    const answer = await push(identity, [till.journal('SaleV1', vat)]);
    expect(statuses(answer)).toEqual(['accepted']);
    expect(await books.rows('SELECT vat_tiyin, flags FROM receipt WHERE id = $1', [sale.receiptId])).toEqual([
      { vat_tiyin: '1201', flags: ['sales/calc-mismatch'] },
    ]);
  });

  it('an entry altered on the way, with the hash of a sound one, does not stand in that one’s light', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    const [first, second, third] = [sell(), sell(), sell()];
    await push(identity, [first]);
    for (const altered of [
      { ...first, seq: 2 },
      { ...second, prevHash: 'ab'.repeat(32) },
    ])
      expect(statuses(await push(identity, [altered]))).toEqual(['sync/hash-mismatch']);
    const all = ['accepted', 'accepted', 'accepted'];
    expect(statuses(await push(identity, [first, second, third]))).toEqual(all);
    expect(statuses(await push(identity, [first, second, third]))).toEqual(all);
    expect(await receiptCount(till.terminalId)).toBe(3);
  });

  it('many tills selling the same goods at once neither lose nor double a piece', async () => {
    const products = await Promise.all([1, 2, 3].map(() => books.addProduct()));
    for (const id of products) await books.receive(id, 100_000, 1_000_003);
    const tills = await Promise.all([1, 2, 3, 4].map(() => books.addTill()));
    await Promise.all(
      tills.map(async ({ till, identity }, t) => {
        for (let batch = 0; batch < 3; batch++) {
          const entries = Array.from({ length: 10 }, (_, i) =>
            till.sell(
              [0, 1, 2].map((p) => ({
                productId: products[(p + t + i) % 3]!,
                qtyMilli: 1_000,
                priceTiyin: 20_000,
              })),
            ),
          );
          expect(new Set(statuses(await push(identity, entries)))).toEqual(new Set(['accepted']));
        }
      }),
    );
    const rows = await books.rows<{ qty_milli: string; cost_tiyin: string; moved: string; cost: string }>(
      `SELECT b.qty_milli, b.cost_tiyin, (SELECT sum(qty_milli) FROM stock_movement m WHERE m.product_id = b.product_id)::text AS moved,
         (SELECT sum(remaining_cost_tiyin) FROM stock_lot l WHERE l.product_id = b.product_id)::text AS cost
       FROM stock_balance b WHERE product_id = ANY($1)`,
      [products],
    );
    for (const row of rows) {
      expect(row.qty_milli).toBe('-20000');
      expect(row.moved).toBe('-20000');
      expect(row.cost).toBe(row.cost_tiyin);
    }
    expect(rows).toHaveLength(3);
  });
});

function mark(receiptId: string) {
  return {
    receiptId,
    occurredAtMs: 1,
    fiscalTerminalId: 'ZZ000000000000',
    fiscalReceiptSeq: '1',
    fiscalDateTime: '20261123120000',
    fiscalSign: '123456789012',
    qrUrl: 'https://ofd.soliq.uz/check?t=ZZ000000000000&r=1&c=20261123120000&s=123456789012',
  };
}

function closing(shiftId: string) {
  return {
    shiftId,
    employeeId: randomUUID(),
    occurredAtMs: 1,
    countedTiyin: '0',
    expectedTiyin: '0',
    discrepancyTiyin: '0',
    receiptCount: 0,
    salesTiyin: '0',
    vatTiyin: '0',
    firstReceiptNumber: null,
    lastReceiptNumber: null,
  };
}

function nulInName<S extends { lines: { name: { ru: string; uz: string } }[] }>(sale: S): S {
  return { ...sale, lines: sale.lines.map((line) => ({ ...line, name: { ru: 'a\u0000b', uz: 'a' } })) };
}
