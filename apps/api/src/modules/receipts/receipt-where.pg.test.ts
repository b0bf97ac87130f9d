import { randomUUID } from 'node:crypto';
import type { PlacedReceipt, ReceiptWhere } from '@jowi/contracts/http/receipt-where';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import type { SigningTill } from '../../../test/support/signing-till.ts';
import { TestKeys, TestTill } from '../../../test/support/test-till.ts';

/** 23 November 2026, 14:05:30 in Tashkent. */
const SOLD_AT = Date.UTC(2026, 10, 23, 9, 5, 30);
const MINUTE = 60_000;
const qrOf = (seq: string, sign: string) =>
  `https://ofd.soliq.uz/check?t=UZ210317238910&r=${seq}&c=20261123140530&s=${sign}`;

describe('where a receipt is', () => {
  let api: TestApi;
  let owner: Asker;
  let till: SigningTill;
  let product: string;
  let push: Awaited<ReturnType<typeof startSellingTill>>['push'];
  /** By number, from 1; 4 is nowhere, 5 in quarantine. */
  const ids = new Map<number, string>();

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    const body = {
      ...{
        sku: 'tea',
        name: { ru: 'Чай', uz: 'Choy' },
        barcodes: [],
        priceTiyin: '1120000',
        vatRateBps: 1200,
      },
      ...{ unit: 'kg', ikpu: null, packageCode: null },
    };
    product = (await owner.ask('POST', '/v1/products', { body })).body.id;
    ({ till, push } = await startSellingTill(api, api.a, 'Касса 1'));
    await push(sale(12_500_000, SOLD_AT));
    await push(sale(9_900_000, SOLD_AT + MINUTE));
    await push(sale(12_500_000, SOLD_AT + 120 * MINUTE));
    sale.lost(1_000);
    await push(mark(1, '17', '123456789012'));
    await pushAnyhow(sale(7_777_700, SOLD_AT + 3 * MINUTE, randomUUID()), mark(5, '18', '999999999999'));
    await push(sale(5_000_000, SOLD_AT + 5 * MINUTE));
  });
  afterAll(() => api.close());

  const sale = Object.assign(
    (totalTiyin: number, occurredAtMs: number, productId = product) => {
      const made = till.saleOf([{ productId, qtyMilli: 1000, priceTiyin: totalTiyin }]);
      ids.set(made.receiptNumber, made.receiptId);
      return till.journal('SaleV1', { ...made, occurredAtMs });
    },
    /** A number that was taken and never reached the journal. */
    {
      lost: (price: number) => void till.saleOf([{ productId: product, qtyMilli: 1000, priceTiyin: price }]),
    },
  );
  const mark = (number: number, fiscalReceiptSeq: string, fiscalSign: string) =>
    till.journal('FiscalisedV1', {
      receiptId: ids.get(number),
      occurredAtMs: SOLD_AT,
      fiscalTerminalId: 'UZ210317238910',
      fiscalReceiptSeq,
      fiscalDateTime: '20261123140530',
      fiscalSign,
      qrUrl: qrOf(fiscalReceiptSeq, fiscalSign),
    });
  const pushAnyhow = async (...entries: ReturnType<typeof sale>[]) => {
    const { terminalId } = till;
    const asserting = new TestTill(
      { terminalId, tenantId: api.a.tenantId, epoch: 1 },
      new TestKeys(till.privateKey),
      api.clock.now,
    );
    const answer = await api.askAs(asserting, 'POST', '/v1/sync/push', {
      body: { wire: WIRE_VERSION, entries },
    });
    for (const result of answer.body.results) expect(result.status).toBe('quarantined');
  };
  const where = async (question: string, more: Record<string, string> = {}): Promise<ReceiptWhere> => {
    const answer = await owner.ask('GET', `/v1/receipts/where?${new URLSearchParams({ question, ...more })}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const numbers = (receipts: readonly PlacedReceipt[]) => receipts.map((it) => it.receiptNumber);
  const tell = (set: string) =>
    withClient(api.database.adminUrl, (client) =>
      client.query(`UPDATE terminal SET ${set} WHERE tenant_id = $1 AND id = $2`, [
        api.a.tenantId,
        till.terminalId,
      ]),
    );

  it('in the books, with its till, shift, time, sum and mark', async () => {
    const { books, quarantined, tills, nearest } = await where('№ 1');
    expect(books).toMatchObject([
      {
        id: ids.get(1),
        receiptNumber: 1,
        originalReceiptNumber: null,
        terminalName: 'Касса 1',
        storeName: 'Store of Anor',
        shiftNumber: 1,
        shiftClosed: false,
        occurredAtMs: SOLD_AT,
        totalTiyin: '12500000',
        fiscal: 'registered',
        fiscalSign: '123456789012',
        fiscalReceiptSeq: '17',
        foundBy: ['number'],
      },
    ]);
    expect([quarantined, tills, nearest]).toEqual([[], [], []]);
  });

  it.each([
    ['its id', () => ids.get(2)!, [2]],
    ['an address of it', () => `http://x/receipts/${ids.get(2)}`, [2]],
    ['the QR of the paper', () => `${qrOf('17', '123456789012')}\r\n`, [1]],
    ['the QR without its sign', () => '?t=UZ210317238910&r=17', [1]],
    ['the fiscal sign', () => '123456789012', [1]],
    ['a sum', () => '125 000', [3, 1]],
    ['a sum with tiyin', () => '99000,00 сум', [2]],
    ['a sum and about the time', () => '125 000 23.11.2026 14:08', [1]],
    ['a time', () => '23.11.2026 14:05', [1, 2, 6]],
    ['a sum and a day', () => '125000 сум 23.11.2026', [1, 3]],
    ['a number and a day', () => '№ 2 23.11.2026', [2]],
    ['a number on another day', () => '№ 2 22.11.2026', []],
  ])('is found by %s', async (_, question, found) => {
    expect(numbers((await where(question())).books)).toEqual(found);
  });

  it('says which of its meanings found it, and can be told the meaning and the day', async () => {
    const answer = await where('17');
    expect(answer.understood.meanings).toEqual(['number', 'sum', 'fiscal-number']);
    expect(answer.books).toMatchObject([{ receiptNumber: 1, foundBy: ['fiscal-number'] }]);
    const asNumber = await where('17', { as: 'number' });
    expect([asNumber.understood.meanings, asNumber.books]).toEqual([['number'], []]);
    expect(numbers((await where('14:05', { day: '2026-11-23' })).books)).toEqual([1, 2, 6]);
    expect(numbers((await where('№ 1', { terminalId: randomUUID() })).books)).toEqual([]);
    expect((await where('где мой чек')).understood).toEqual({ readings: [], span: null, meanings: [] });
  });

  it.each([
    ['its number', () => '5', { as: 'number' }],
    ['its id', () => ids.get(5)!, {}],
    ['its sum', () => '77 777', {}],
    ['the QR of its paper, whose mark is in quarantine with it', () => qrOf('18', '999999999999'), {}],
  ])('in quarantine, by %s', async (_, question, more) => {
    const { books, quarantined, nearest } = await where(question(), more);
    expect([books, nearest]).toEqual([[], []]);
    expect(quarantined).toMatchObject([
      {
        terminalId: till.terminalId,
        terminalName: 'Касса 1',
        reason: 'sync/payload-reference',
        receiptNumber: 5,
        totalTiyin: '7777700',
        occurredAtMs: SOLD_AT + 3 * MINUTE,
        setAside: false,
      },
    ]);
  });

  it('under the number on the paper, where the office had to give it another', async () => {
    await withClient(api.database.adminUrl, (client) =>
      client.query('UPDATE receipt SET original_receipt_number = 77 WHERE tenant_id = $1 AND id = $2', [
        api.a.tenantId,
        ids.get(3),
      ]),
    );
    expect((await where('№ 77')).books).toMatchObject([
      { receiptNumber: 3, originalReceiptNumber: 77, foundBy: ['number'] },
    ]);
  });

  it('missing, when later numbers have come', async () => {
    const { books, quarantined, tills, nearest } = await where('№ 4');
    expect([books, quarantined]).toEqual([[], []]);
    expect(tills).toMatchObject([{ terminalName: 'Касса 1', verdict: 'missing', lastReceiptNumber: 6 }]);
    expect(numbers(nearest).sort()).toEqual([2, 3, 6]);
  });

  it('still at the till, when it says so', async () => {
    const oldest = SOLD_AT + 10 * MINUTE;
    await tell(`unsent = 12, oldest_unsent_at_ms = ${oldest}`);
    const told = { unsent: 12, oldestUnsentAtMs: oldest, verdict: 'may-hold' };
    expect((await where('№ 9')).tills).toMatchObject([told]);
    expect((await where('№ 19')).tills).toEqual([]);
    expect((await where('40 000 23.11.2026 14:30')).tills).toMatchObject([told]);
    // Before the oldest that it still has.
    expect((await where('40 000 23.11.2026 10:30')).tills).toEqual([]);
    await claim(9);
    expect((await where('№ 9')).tills).toMatchObject([{ ...told, verdict: 'sold' }]);
    await tell('unsent = 0, oldest_unsent_at_ms = NULL');
    expect((await where('№ 9')).tills).toMatchObject([{ verdict: 'missing', lastReceiptNumber: 6 }]);
    expect((await where('№ 10')).tills).toEqual([]);
  });

  it('nowhere, with the nearest by sum or time', async () => {
    expect(numbers((await where('99 001 сум')).nearest).sort()).toEqual([1, 2, 3, 6]);
    const timed = await where('23.11.2026 18:00');
    expect([timed.books, numbers(timed.nearest)]).toEqual([[], [3, 6, 2]]);
    const both = await where('124 000 23.11.2026 14:06');
    expect(numbers(both.nearest).sort()).toEqual([1, 2, 6]);
  });

  it('is for those who read receipts, of their own business and stores', async () => {
    const cashier = await api.signIn(api.a.employees.cashier.phone);
    expect((await cashier.ask('GET', '/v1/receipts/where?question=1')).status).toBe(403);
    const stranger = await api.signIn(api.b.employees.owner.phone);
    for (const question of ['1', '5', ids.get(1)!, '123456789012', '77 777', '23.11.2026']) {
      const { body } = await stranger.ask('GET', `/v1/receipts/where?${new URLSearchParams({ question })}`);
      expect([body.books, body.quarantined, body.tills, body.nearest]).toEqual([[], [], [], []]);
    }
    expect((await owner.ask('GET', '/v1/receipts/where')).status).toBe(422);
    expect((await owner.ask('GET', '/v1/receipts/where?question=1&day=2026-02-30')).status).toBe(422);
    expect((await owner.ask('GET', '/v1/receipts/where?question=%00')).status).toBe(400);
  });

  const claim = (lastNumber: number) =>
    withClient(api.database.adminUrl, (client) =>
      client.query(
        `INSERT INTO reconciliation (tenant_id, terminal_id, shift_id, source, claimed_closed, claimed_count,
          claimed_total_tiyin, claimed_vat_tiyin, claimed_first_number, claimed_last_number, held_count,
          held_total_tiyin, held_vat_tiyin, quarantined, head_epoch, head_seq, head_hash, disagreements, agrees, checked_at)
        VALUES ($1, $2, $3, 'claim', false, 9, 0, 0, 1, $4, 5, 0, 0, 1, 1, 1, '', '{count}', false, now())`,
        [api.a.tenantId, till.terminalId, till.shiftId, lastNumber],
      ),
    );
});
