import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import { type ReconcileRequest, zStatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { tiyin } from '@jowi/domain/money';
import { judgeStatement } from '@jowi/sync/statement';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Books } from '../../../test/support/books.ts';
import { claimOf } from '../../../test/support/claim.ts';
import type { SigningTill } from '../../../test/support/signing-till.ts';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { SystemClock } from '../../platform/clock/clock.ts';
import { ServerKey } from '../../platform/signing/server-key.ts';
import { ReconcileUseCase } from './reconcile.usecase.ts';
import { ReconciliationRepository } from './reconciliation.repository.ts';

const key = new ServerKey(['a secret of at least thirty-two characters']);
const repository = new ReconciliationRepository();

describe('a till says what it holds', () => {
  let books: Books;
  let productId: string;
  beforeAll(async () => {
    books = await Books.open();
    productId = await books.addProduct();
  });
  afterAll(() => books[Symbol.asyncDispose]());

  const ask = (identity: TerminalIdentity, claim: ReconcileRequest) =>
    new ReconcileUseCase(books.db, new SystemClock(), key, repository).execute(identity, claim);
  const push = (identity: TerminalIdentity, entries: JournalEntry[]) =>
    books.pusher().execute(identity, { wire: 1, entries });
  const kept = (terminalId: string) =>
    books.db.withTenant(books.tenantId, (tx) =>
      repository.listReconciliations(tx, books.tenantId, terminalId, 10),
    );
  const told = (terminalId: string) =>
    books.db.withTenant(books.tenantId, (tx) => repository.findTold(tx, books.tenantId, terminalId));

  /** A till with an open shift and `count` sales, all of it in the books. */
  async function sellingTill(count: number) {
    const { till, identity } = await books.addTill();
    const opened = till.openShift();
    const sales = sell(till, count);
    await push(identity, [opened, ...sales]);
    return { till, identity, sales };
  }
  const sell = (till: SigningTill, count: number) =>
    Array.from({ length: count }, () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 560_000 }]));
  const close = (till: SigningTill, receiptCount: number, salesTiyin: bigint, vatTiyin: bigint) =>
    till.journal('ShiftClosedV1', {
      ...{ shiftId: till.shiftId, employeeId: randomUUID(), occurredAtMs: 1_795_400_900_000 },
      ...{ countedTiyin: String(salesTiyin), expectedTiyin: String(salesTiyin), discrepancyTiyin: '0' },
      ...{ receiptCount, salesTiyin: String(salesTiyin), vatTiyin: String(vatTiyin) },
      ...{ firstReceiptNumber: 1, lastReceiptNumber: receiptCount },
    });

  it('is told, signed, that everything is held; the till can check it, the office can see it', async () => {
    const { till, identity, sales } = await sellingTill(3);
    const claim = claimOf(till, sales);
    const statement = await ask(identity, claim);
    expect(zStatementV1.parse(statement)).toEqual(statement);
    expect(statement).toMatchObject({
      ...{ receiptsClaimed: 3, receiptsHeld: 3, firstReceiptNumber: 1, lastReceiptNumber: 3, missing: [] },
      ...{ totalTiyinHeld: '1680000', vatTiyinHeld: '180000', quarantined: 0, head: till.head },
      ...{ headAgrees: true, agrees: true, disagreements: [], claimId: claim.claimId },
    });
    const verdict = judgeStatement({
      ...{ statement, claim, terminalId: till.terminalId, findHash: () => null },
      key: { keyId: key.keyId, publicKey: key.publicKey },
    });
    expect(verdict).toBe('ok');
    expect(await told(till.terminalId)).toMatchObject({ head: till.head, unsent: 0, oldestUnsentAtMs: null });
    expect(await kept(till.terminalId)).toMatchObject([
      {
        ...{
          shiftId: till.shiftId,
          shiftNumber: 1,
          businessDate: '2026-11-23',
          agrees: true,
          source: 'claim',
        },
        claimed: {
          count: 3,
          totalTiyin: tiyin(1_680_000),
          vatTiyin: tiyin(180_000),
          firstNumber: 1,
          lastNumber: 3,
        },
        held: {
          count: 3,
          totalTiyin: tiyin(1_680_000),
          vatTiyin: tiyin(180_000),
          firstNumber: 1,
          lastNumber: 3,
        },
      },
    ]);
  });

  it('asked again says the same, and keeps one line a shift', async () => {
    const { till, identity, sales } = await sellingTill(2);
    const claim = claimOf(till, sales);
    const [first, again] = [await ask(identity, claim), await ask(identity, claim)];
    expect({ ...again, atMs: 0, signature: '' }).toEqual({ ...first, atMs: 0, signature: '' });
    expect(await kept(till.terminalId)).toHaveLength(1);
  });

  it('tells one that is ahead how far it is', async () => {
    const { till, identity, sales } = await sellingTill(2);
    const head = till.head;
    const more = sell(till, 3);
    const statement = await ask(
      identity,
      claimOf(till, [...sales, ...more], { unsent: 3, oldestUnsentAtMs: 1_795_400_000_003 }),
    );
    expect(statement).toMatchObject({
      ...{ receiptsClaimed: 5, receiptsHeld: 2, missing: [[3, 5]], head, headAgrees: false, agrees: false },
      disagreements: ['behind', 'figures'],
    });
    expect(await told(till.terminalId)).toMatchObject({ unsent: 3, oldestUnsentAtMs: 1_795_400_000_003 });
    await push(identity, more);
    expect(await ask(identity, claimOf(till, [...sales, ...more]))).toMatchObject({
      agrees: true,
      missing: [],
    });
    expect(await kept(till.terminalId)).toMatchObject([{ agrees: true, missing: [] }]);
  });

  it('names the numbers that are missing, and what waits in quarantine', async () => {
    const { till, identity } = await books.addTill();
    const opened = till.openShift();
    const sales = sell(till, 2);
    // Of a product nobody knows, and with a character in it that no text of the database may hold.
    const poison = till.journal('SaleV1', {
      ...till.saleOf([{ productId: randomUUID(), qtyMilli: 1_000, priceTiyin: 100 }]),
      note: 'a\u0000b',
    });
    const last = sell(till, 1);
    await push(identity, [opened, ...sales, poison, ...last]);
    const statement = await ask(identity, claimOf(till, [...sales, poison, ...last]));
    expect(statement).toMatchObject({
      ...{ receiptsClaimed: 4, receiptsHeld: 3, missing: [[3, 3]], quarantined: 1, headAgrees: true },
      disagreements: ['figures'],
    });
    expect(await kept(till.terminalId)).toMatchObject([{ agrees: false, missing: [[3, 3]], quarantined: 1 }]);
  });

  it('a closed shift is closed on both sides, and its closing says what the receipts say', async () => {
    const { till, identity, sales } = await sellingTill(2);
    const closing = close(till, 2, 1_120_000n, 120_000n);
    const claim = claimOf(till, sales, { closed: true });
    expect(await ask(identity, claim)).toMatchObject({ disagreements: ['behind', 'closing'] });
    await push(identity, [closing]);
    expect(await ask(identity, claim)).toMatchObject({ agrees: true });
    // Another disk of the same till, still open.
    expect(await ask(identity, claimOf(till, sales))).toMatchObject({ disagreements: ['closing'] });
  });

  it('a closing that says other than the receipts held is told, whatever the till claims', async () => {
    const { till, identity, sales } = await sellingTill(2);
    await push(identity, [close(till, 3, 1_680_000n, 180_000n)]);
    expect(await ask(identity, claimOf(till, sales, { closed: true }))).toMatchObject({
      ...{ receiptsHeld: 2, agrees: false, disagreements: ['closing'] },
    });
  });

  it('a fork is no part of the chain: neither its head nor its sales agree', async () => {
    const { till, identity, sales } = await sellingTill(1);
    const copy = till.copy();
    const [here, there] = [sell(till, 1), sell(copy, 1)];
    await push(identity, here);
    await push(identity, there);
    expect(await ask(identity, claimOf(till, [...sales, ...here]))).toMatchObject({
      ...{ agrees: true, quarantined: 1 },
    });
    expect(await ask(identity, claimOf(copy, [...sales, ...there]))).toMatchObject({
      ...{ headAgrees: false, agrees: false, disagreements: ['head', 'backwards'] },
    });
    // What the honest one said stands.
    expect(await told(till.terminalId)).toMatchObject({ head: till.head });
  });

  it('one that claims less than before is a restored disk: told so, and what it said first is not forgotten', async () => {
    const { till, identity, sales } = await sellingTill(1);
    const yesterday = till.copy();
    const unsent = sell(till, 2);
    await ask(identity, claimOf(till, [...sales, ...unsent], { unsent: 2 }));
    const before = till.head;
    expect(await ask(identity, claimOf(yesterday, sales))).toMatchObject({
      disagreements: ['backwards', 'lost'],
    });
    expect(await told(till.terminalId)).toMatchObject({ head: before });
    expect(await kept(till.terminalId)).toMatchObject([
      { claimed: { count: 3 }, held: { count: 1 }, agrees: false },
    ]);

    // It sells on until it has as many entries: they are not those that were told of.
    const others = sell(yesterday, 3);
    await push(identity, others);
    expect(await ask(identity, claimOf(yesterday, [...sales, ...others]))).toMatchObject({
      disagreements: ['backwards', 'lost'],
    });

    // In a new epoch its chain is sound, but what is lost in this shift stays lost.
    await books.rows(
      'INSERT INTO terminal_chain SELECT tenant_id, terminal_id, 2, public_key, 0, $2 FROM terminal_chain WHERE terminal_id = $1',
      [till.terminalId, '0'.repeat(64)],
    );
    yesterday.startEpoch(2);
    expect(await ask(identity, claimOf(yesterday, [...sales, ...others]))).toMatchObject({
      disagreements: ['lost'],
    });
    expect(await ask(identity, claimOf(yesterday, [...sales, ...others]))).toMatchObject({
      disagreements: ['lost'],
    });
    // The other disk of the same terminal, in the old epoch.
    expect(await ask(identity, claimOf(till, [...sales, ...unsent], { unsent: 2 }))).toMatchObject({
      disagreements: expect.arrayContaining(['epoch']),
    });
  });

  it('what is lost stays lost, also beside a comparison that began before it was found out', async () => {
    const { till, identity, sales } = await sellingTill(1);
    const yesterday = till.copy();
    const unsent = sell(till, 2);
    const earlier = await books.db.withTenant(books.tenantId, async (tx) => {
      const claim = claimOf(till, [...sales, ...unsent], { unsent: 2 });
      return { claim, held: (await repository.findHeld(tx, identity, claim))! };
    });
    await ask(identity, earlier.claim);
    expect((await ask(identity, claimOf(yesterday, sales))).disagreements).toContain('lost');
    await books.db.withTenant(books.tenantId, async (tx) =>
      repository.save(
        tx,
        identity,
        {
          ...{ shiftId: till.shiftId, source: 'claim', closed: false, missing: [], quarantined: 0 },
          ...{ claimed: earlier.held.figures, held: earlier.held.figures, head: earlier.held.head },
          ...{ disagreements: [], hasLost: false, atMs: Date.now() },
        },
        { keepsClaim: false },
      ),
    );
    const [row] = await books.rows<{ went_backwards: boolean }>(
      'SELECT went_backwards FROM reconciliation WHERE terminal_id = $1',
      [till.terminalId],
    );
    expect(row).toEqual({ went_backwards: true });
  });

  it('one that was overtaken on the way changes nothing of what the later one said', async () => {
    const { till, identity, sales } = await sellingTill(1);
    const overtaken = claimOf(till, sales);
    const more = sell(till, 1);
    await push(identity, more);
    await ask(identity, claimOf(till, [...sales, ...more]));
    expect(await ask(identity, overtaken)).toMatchObject({ disagreements: ['backwards', 'figures'] });
    expect(await told(till.terminalId)).toMatchObject({ head: till.head });
    expect(await kept(till.terminalId)).toMatchObject([{ agrees: true, claimed: { count: 2 } }]);
  });

  it('a shift of another terminal is no shift of this one, and nothing is said of it', async () => {
    const other = await sellingTill(4);
    const { till, identity } = await sellingTill(1);
    const statement = await ask(identity, {
      ...claimOf(other.till, other.sales),
      head: till.head,
      entries: till.head.seq,
    });
    expect(statement).toMatchObject({
      ...{ receiptsHeld: 0, totalTiyinHeld: '0', quarantined: 0, agrees: false },
      disagreements: ['shift-unknown', 'figures'],
    });
    expect(await kept(till.terminalId)).toEqual([]);
    expect(await kept(other.till.terminalId)).toEqual([]);
  });

  it('a head that nobody holds, a journal with a hole, a till that has sold nothing', async () => {
    const { till, identity, sales } = await sellingTill(2);
    const head = { ...till.head, hash: 'ab'.repeat(32) };
    expect(await ask(identity, claimOf(till, sales, { head }))).toMatchObject({
      ...{ headAgrees: false, disagreements: ['head'] },
    });
    const fresh = await books.addTill();
    const nothing = claimOf(fresh.till, [], { shift: null });
    expect(await ask(fresh.identity, nothing)).toMatchObject({
      agrees: true,
      shiftId: null,
      receiptsHeld: 0,
    });
    const hole = claimOf(fresh.till, [], { shift: null, entries: 7 });
    expect(await ask(fresh.identity, hole)).toMatchObject({ disagreements: ['entries'] });
  });

  it('an epoch that was never opened is refused, and leaves no trace', async () => {
    const { till, identity, sales } = await sellingTill(1);
    const claim = claimOf(till, sales, { head: { ...till.head, epoch: 9 } });
    await expect(ask(identity, claim)).rejects.toMatchObject({ problem: { code: 'sync/epoch-unknown' } });
    await expect(ask(identity, { ...claim, wire: 0 })).rejects.toMatchObject({
      problem: { code: 'sync/wire-too-old' },
    });
    expect(await told(till.terminalId)).toBeNull();
  });
});
