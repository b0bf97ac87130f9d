import { zApprovalPage } from '@jowi/contracts/http/approvals';
import { zReceipt } from '@jowi/contracts/http/receipts';
import type { ApprovalV1 } from '@jowi/contracts/sync/approval-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { zPairResponseAtV1, zPullResponseAtV1, zSnapshotLineAtV1 } from '@jowi/contracts/testing/wire-v1';
import { withClient } from '@jowi/testkit/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { testId } from '../../../test/support/business.ts';
import { feedCaughtUp } from '../../../test/support/horizon.ts';
import { SigningTill } from '../../../test/support/signing-till.ts';
import { TestKeys, TestTill } from '../../../test/support/test-till.ts';

const START = Array(3).fill('0.00000000-0000-0000-0000-000000000000').join('_');

describe('what was allowed at the till', () => {
  let api: TestApi;
  let owner: Asker;
  let chain: SigningTill;
  let asserting: TestTill;
  let pairing: unknown;
  let tea: string;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
    const product = {
      ...{
        sku: 'tea',
        name: { ru: 'Чай', uz: 'Choy' },
        barcodes: [],
        priceTiyin: '1000000',
        vatRateBps: 1200,
      },
      ...{ unit: 'piece', ikpu: null, packageCode: null },
    };
    tea = (await owner.ask('POST', '/v1/products', { body: product })).body.id;
    await owner.ask('POST', '/v1/deliveries', {
      body: {
        ...{ id: testId(), warehouseId: api.a.warehouseId, supplierName: 'Choyxona', documentNumber: '' },
        documentDate: '2026-11-20',
        lines: [{ productId: tea, qtyMilli: '1000000', costTiyin: '500000000' }],
      },
    });
    const { body: terminal } = await owner.ask('POST', '/v1/terminals', {
      body: { name: 'Касса у входа', storeId: api.a.storeId },
    });
    const { body: code } = await owner.ask('POST', `/v1/terminals/${terminal.id}/pairing-code`);
    chain = new SigningTill(terminal.id);
    const paired = await api.nobody.ask('POST', '/v1/terminals/pair', {
      body: { code: code.code, publicKey: chain.publicKey },
    });
    pairing = paired.body;
    asserting = new TestTill(
      { terminalId: terminal.id, tenantId: api.a.tenantId, epoch: paired.body.epoch },
      new TestKeys(chain.privateKey),
      api.clock.now,
    );
    await push(chain.openShift());
  });
  afterAll(() => api.close());

  const push = async (...entries: ReturnType<SigningTill['journal']>[]): Promise<string[]> => {
    const answer = await api.askAs(asserting, 'POST', '/v1/sync/push', { body: { wire: 2, entries } });
    expect(answer.status, answer.text).toBe(200);
    return answer.body.results.map(
      (it: { status: string; problem?: { code: string } }) => it.problem?.code ?? it.status,
    );
  };
  const people = () => api.a.employees;
  const approvalOf = (sale: SaleV1, over: Partial<ApprovalV1> = {}): ApprovalV1 => ({
    ...{
      approvalId: testId(),
      cartId: sale.cartId!,
      operation: 'line-discount',
      subjectId: sale.lines[0]!.lineId,
    },
    ...{ unit: 'bps', asked: '4000', limit: '1000', reason: 'Помята упаковка' },
    ...{ employeeId: people().cashier.id, approverId: people().manager.id, occurredAtMs: 1_795_400_000_000 },
    ...over,
  });
  const discounted = (bps = 4_000): SaleV1 => ({
    ...chain.saleOf([{ productId: tea, qtyMilli: 1_000, priceTiyin: 1_000_000, discountBps: bps }]),
    employeeId: people().cashier.id,
    cartId: testId(),
  });
  const receipt = async (sale: SaleV1) =>
    zReceipt.parse((await owner.ask('GET', `/v1/receipts/${sale.receiptId}`)).body);
  const list = async (query = '') => {
    const answer = await owner.ask('GET', `/v1/approvals?${query}`);
    expect(answer.status, answer.text).toBe(200);
    return zApprovalPage.parse(answer.body);
  };

  it('is shown on the receipt it was for and in the list, with names, reason and measure', async () => {
    const sale = discounted();
    const approval = approvalOf(sale);
    const sold = { ...sale, approvalIds: [approval.approvalId] };
    const entries = [chain.journal('ApprovalV1', approval), chain.journal('SaleV1', sold)];
    expect(await push(...entries)).toEqual(['accepted', 'accepted']);
    const shown = {
      ...{
        id: approval.approvalId,
        operation: 'line-discount',
        productName: { ru: 'Товар', uz: 'Mahsulot' },
      },
      ...{ unit: 'bps', asked: '4000', limit: '1000', reason: 'Помята упаковка' },
      ...{ employeeId: people().cashier.id, employeeName: 'cashier of Anor' },
      ...{ approverId: people().manager.id, approverName: 'manager of Anor' },
      ...{ storeId: api.a.storeId, storeName: 'Store of Anor', terminalName: 'Касса у входа' },
      occurredAtMs: 1_795_400_000_000,
      receipt: { id: sale.receiptId, receiptNumber: sale.receiptNumber },
    };
    expect(await receipt(sale)).toMatchObject({ flags: [], approvals: [shown] });
    expect((await list()).items).toEqual([shown]);
    // A replay is answered the same and adds nothing.
    expect(await push(...entries)).toEqual(['accepted', 'accepted']);
    expect((await list()).items).toHaveLength(1);
  });

  it('is missed where a discount goes beyond the seller: the sale is a fact all the same', async () => {
    const within = discounted(1_000);
    const beyond = discounted(1_001);
    expect(await push(chain.journal('SaleV1', within), chain.journal('SaleV1', beyond))).toEqual([
      'accepted',
      'accepted',
    ]);
    expect((await receipt(within)).flags).toEqual([]);
    expect((await receipt(beyond)).flags).toEqual(['sales/approval-missing']);
  });

  it('covers nothing else: another line, cart, till or measure, and no second sale', async () => {
    const sale = discounted();
    const good = approvalOf(sale);
    const claims: [string, Partial<ApprovalV1>][] = [
      ['another line', { subjectId: testId() }],
      ['another cart', { cartId: testId() }],
      ['less than was given', { asked: '3999' }],
      ['the receipt, not the line', { operation: 'receipt-discount', subjectId: null }],
    ];
    for (const [why, over] of claims) {
      const wrong = approvalOf(sale, over);
      const claiming = {
        ...discounted(),
        lines: sale.lines,
        cartId: sale.cartId,
        approvalIds: [wrong.approvalId],
      };
      const entries = [chain.journal('ApprovalV1', wrong), chain.journal('SaleV1', claiming)];
      expect(await push(...entries), why).toEqual(['accepted', 'accepted']);
      expect((await receipt(claiming)).flags, why).toEqual(['sales/approval-missing']);
    }
    const [first, second] = [sale, { ...discounted(), lines: sale.lines, cartId: sale.cartId }].map((it) => ({
      ...it!,
      approvalIds: [good.approvalId],
    })) as [SaleV1, SaleV1];
    // In one batch the first has it; a later one finds it used up.
    await push(
      chain.journal('ApprovalV1', good),
      chain.journal('SaleV1', first),
      chain.journal('SaleV1', second),
    );
    expect((await receipt(first)).flags).toEqual([]);
    expect(await receipt(second)).toMatchObject({ flags: ['sales/approval-missing'], approvals: [] });
    const third = { ...discounted(), lines: sale.lines, cartId: sale.cartId, approvalIds: [good.approvalId] };
    await push(chain.journal('SaleV1', third));
    expect((await receipt(third)).flags).toEqual(['sales/approval-missing']);
  });

  it('is put aside when it cannot be true, and the till goes on', async () => {
    const sale = discounted();
    const known = approvalOf(sale);
    expect(
      await push(
        chain.journal('ApprovalV1', known),
        chain.journal('ApprovalV1', approvalOf(sale, { approverId: people().cashier.id })),
        chain.journal('ApprovalV1', approvalOf(sale, { approverId: testId() })),
        chain.journal('ApprovalV1', { ...approvalOf(sale), reason: '  ' }),
        chain.journal('ApprovalV1', approvalOf(sale, { approvalId: known.approvalId })),
        chain.journal('ApprovalV1', approvalOf(sale, { approverId: api.b.employees.manager.id })),
        chain.journal('SaleV1', { ...discounted(0), employeeId: people().cashier.id }),
      ),
    ).toEqual([
      'accepted',
      'sync/payload-invalid',
      'sync/payload-reference',
      'sync/payload-invalid',
      'sync/payload-invalid',
      'sync/payload-reference',
      'accepted',
    ]);
  });

  it('takes an operation and a measure of tomorrow as they are', async () => {
    const sale = discounted(0);
    const tomorrow = {
      ...approvalOf(sale, { operation: 'gift-wrap', subjectId: tea, unit: 'ribbons' }),
      colour: 'red',
    };
    expect(await push(chain.journal('ApprovalV1', tomorrow))).toEqual(['accepted']);
    const shown = (await list('limit=200')).items.find(({ id }) => id === tomorrow.approvalId);
    expect(shown).toMatchObject({ operation: 'gift-wrap', receipt: null, productName: { ru: 'Чай' } });
  });

  it('is listed by store, approver and day, page by page', async () => {
    const all = (await list('limit=200')).items;
    expect(all.length).toBeGreaterThan(5);
    const paged = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    expect((await list(`storeId=${api.a.storeId}&limit=200`)).items).toEqual(all);
    expect((await list(`storeId=${testId()}`)).items).toEqual([]);
    expect((await list(`approverId=${people().manager.id}&limit=200`)).items).toEqual(all);
    expect((await list(`approverId=${people().owner.id}`)).items).toEqual([]);
    const day = new Date(1_795_400_000_000 + 5 * 3_600_000).toISOString().slice(0, 10);
    expect((await list(`from=${day}&to=${day}&limit=200`)).items).toEqual(all);
    expect((await list('from=2036-01-01')).items).toEqual([]);
    expect((await owner.ask('GET', '/v1/approvals?from=2026-02-30')).status).toBe(422);
    expect((await owner.ask('GET', '/v1/approvals?cursor=x')).status).toBe(422);
  });

  it('costs a batch of forty no more statements than one', async () => {
    const entriesOf = (count: number) =>
      Array.from({ length: count }, () => {
        const sale = discounted();
        const approval = approvalOf(sale);
        const sold = { ...sale, approvalIds: [approval.approvalId] };
        return [chain.journal('ApprovalV1', approval), chain.journal('SaleV1', sold)];
      }).flat();
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const statementsOf = async (count: number): Promise<number> => {
      const entries = entriesOf(count);
      query.mockClear();
      expect((await push(...entries)).every((it) => it === 'accepted')).toBe(true);
      // The server has chores of its own meanwhile: messages, announcements.
      const isOfTheBooks = (asked: unknown) => {
        const text = typeof asked === 'string' ? asked : String((asked as { text?: unknown })?.text);
        return /approval|receipt|journal|stock_|posting|employee/.test(text);
      };
      return query.mock.calls.filter(([text]) => isOfTheBooks(text)).length;
    };
    await statementsOf(1);
    const one = await statementsOf(1);
    expect(one).toBeGreaterThan(3);
    expect(await statementsOf(40)).toBe(one);
    query.mockRestore();
  });

  it('is for those who may read the audit, of this business only', async () => {
    for (const role of ['cashier', 'stock-keeper'] as const) {
      const person = await api.signIn(people()[role].phone);
      expect((await person.ask('GET', '/v1/approvals')).status, role).toBe(403);
    }
    const stranger = await api.signIn(api.b.employees.owner.phone);
    expect((await stranger.ask('GET', '/v1/approvals')).body.items).toEqual([]);
  });

  it('a till of wire version 1 is served as ever', async () => {
    expect(zPairResponseAtV1.safeParse(pairing).error).toBeUndefined();
    await withClient(api.database.adminUrl, feedCaughtUp);
    const pull = await api.askAs(asserting, 'GET', `/v1/sync/pull?cursor=${START}`);
    const read = zPullResponseAtV1.parse(pull.body);
    expect(read.employees).toHaveLength(5);
    expect(read.employees.find(({ role }) => role === 'manager')).toMatchObject({
      permissions: expect.arrayContaining(['till/approve']),
      limits: { discountBps: 3_000 },
    });
    const snapshot = await api.askAs(asserting, 'GET', '/v1/sync/snapshot');
    for (const line of snapshot.text.trim().split('\n')) zSnapshotLineAtV1.parse(JSON.parse(line));
    const old = chain.saleOf([{ productId: tea, qtyMilli: 1_000, priceTiyin: 1_000_000 }]);
    const answer = await api.askAs(asserting, 'POST', '/v1/sync/push', {
      body: { wire: 1, entries: [chain.journal('SaleV1', old)] },
    });
    expect(answer.body.results).toMatchObject([{ status: 'accepted' }]);
    expect(await receipt(old)).toMatchObject({ flags: [], approvals: [] });
  });
});
