import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { PushResponse } from '@jowi/contracts/sync/push';
import { sealEntry } from '@jowi/sync/journal-hash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Books } from '../../../test/support/books.ts';
import { SigningTill } from '../../../test/support/signing-till.ts';
import type { TerminalIdentity } from '../../platform/auth/access.ts';

describe('a journal that is not as it should be', () => {
  let books: Books;
  beforeAll(async () => {
    books = await Books.open();
  });
  afterAll(() => books[Symbol.asyncDispose]());

  const push = (identity: TerminalIdentity, entries: JournalEntry[]): Promise<PushResponse> =>
    books.pusher().execute(identity, { wire: 1, entries });
  const statuses = (answer: PushResponse) => answer.results.map((r) => r.problem?.code ?? r.status);
  const chains = (terminalId: string) =>
    books.rows('SELECT epoch, seq FROM terminal_chain WHERE terminal_id = $1 ORDER BY epoch', [terminalId]);
  const receiptCount = async (terminalId: string) =>
    Number(
      (await books.rows('SELECT count(*) AS n FROM receipt WHERE terminal_id = $1', [terminalId]))[0]!.n,
    );

  it('quarantines an altered entry and one with a broken signature; what follows is posted', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const [a, b, c] = [1, 2, 3].map(() => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]));
    const altered = { ...a!, payload: { ...a!.payload, totalTiyin: '1' } };
    const unsigned = { ...b!, signature: a!.signature };
    const answer = await push(identity, [altered, unsigned, c!]);
    expect(statuses(answer)).toEqual(['sync/hash-mismatch', 'sync/signature-invalid', 'accepted']);
    expect(answer.head).toEqual(till.head);
    expect((await push(identity, [altered, unsigned, c!])).results).toEqual(answer.results);
    expect(await receiptCount(till.terminalId)).toBe(1);
    expect(
      await books.rows('SELECT reason FROM journal_quarantine WHERE terminal_id = $1 ORDER BY seq', [
        till.terminalId,
      ]),
    ).toEqual([{ reason: 'sync/hash-mismatch' }, { reason: 'sync/signature-invalid' }]);
  });

  it('a copied till is quarantined, the original goes on, the copy goes on in a new epoch', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = (from = till) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(identity, [sell(), sell()]);
    const copy = till.copy();
    await push(identity, [sell()]);

    const forked = [sell(copy), sell(copy)];
    expect(statuses(await push(identity, forked))).toEqual(['sync/fork', 'sync/fork']);
    expect(statuses(await push(identity, [sell(copy)]))).toEqual(['sync/fork']);
    const stored = await books.rows('SELECT reason FROM journal_quarantine WHERE terminal_id = $1', [
      till.terminalId,
    ]);
    expect(stored).toHaveLength(3);

    expect(statuses(await push(identity, [sell()]))).toEqual(['accepted']);
    expect(await receiptCount(till.terminalId)).toBe(4);
  });

  it('two copies that both sell on under the same numbers: the later sale is set aside, nothing is lost, neither is held up', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = (from = till) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(identity, [sell(), sell()]);
    const copy = till.copy();
    copy.startEpoch(2);
    const [third, fourth] = [sell(), sell()];
    const reused = [sell(copy), sell(copy), sell(copy)];
    const both = await Promise.all([push(identity, [third, fourth]), push(identity, reused)]);
    const all = both.flatMap(statuses);
    expect(all.filter((status) => status === 'sync/receipt-number-reused')).toHaveLength(2);
    expect(all.filter((status) => status === 'accepted')).toHaveLength(3);
    // Whoever sends again hears the same again; the copy's next number is its own.
    expect((await push(identity, reused)).results).toEqual(both[1].results);
    expect(statuses(await push(identity, [sell(copy)]))).toEqual(['accepted']);
    const numbers = await books.rows<{ n: number }>(
      'SELECT receipt_number AS n FROM receipt WHERE terminal_id = $1 ORDER BY 1',
      [till.terminalId],
    );
    expect(numbers.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
    const setAside = await books.rows(
      `SELECT reason, entry -> 'payload' ->> 'receiptNumber' AS number FROM journal_quarantine WHERE terminal_id = $1`,
      [till.terminalId],
    );
    expect(setAside.map(({ reason }) => reason)).toEqual(Array(2).fill('sync/receipt-number-reused'));
    expect(setAside.map(({ number }) => number).sort()).toEqual(['3', '4']);
  });

  it('a chain broken in the middle: what is built on the break is set aside, the true one is still taken', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = (from = till) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    const [first, second] = [sell(), sell()];
    const stray = till.copy();
    const third = sell();
    const broken = sealed(stray, { ...third, prevHash: 'ab'.repeat(32), payload: sell(stray).payload });
    expect(statuses(await push(identity, [first, second, broken]))).toEqual([
      'accepted',
      'accepted',
      'sync/chain-broken',
    ]);
    const onIt = sealed(stray, { ...third, seq: 4, prevHash: broken.hash, payload: sell(stray).payload });
    expect(statuses(await push(identity, [onIt]))).not.toContain('accepted');
    expect(statuses(await push(identity, [third]))).toEqual(['accepted']);
    expect(await receiptCount(till.terminalId)).toBe(3);
    const kept = await books.rows<{ entry: JournalEntry }>(
      'SELECT entry FROM journal_quarantine WHERE terminal_id = $1 ORDER BY seq',
      [till.terminalId],
    );
    expect(kept.map(({ entry }) => entry)).toContainEqual(broken);
  });

  it('an entry signed with a key that was replaced is set aside, in whose chain it ever stands', async () => {
    const { till, identity } = await books.addTill();
    const thief = till.copy();
    const productId = await books.addProduct();
    const sell = (from = till) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(identity, [sell()]);
    // Paired anew with another key: a new epoch that only this key may write.
    const renewed = new SigningTill(till.terminalId);
    await books.admin.query('UPDATE terminal SET public_key = $2, epoch = 2 WHERE id = $1', [
      till.terminalId,
      renewed.publicKey,
    ]);
    await books.admin.query(
      `INSERT INTO terminal_chain (tenant_id, terminal_id, epoch, public_key, seq, hash)
       VALUES ($1, $2, 2, $3, 0, repeat('0', 64))`,
      [identity.tenantId, till.terminalId, renewed.publicKey],
    );
    for (const it of [renewed, thief]) it.startEpoch(2);
    expect(statuses(await push(identity, [sell(thief)]))).toEqual(['sync/signature-invalid']);
    // And no epoch is begun for it either.
    thief.startEpoch(3);
    await expect(push(identity, [sell(thief)])).rejects.toMatchObject({
      problem: { code: 'sync/epoch-unknown' },
    });
    expect(await receiptCount(till.terminalId)).toBe(1);
    const kept = await books.rows('SELECT reason FROM journal_quarantine WHERE terminal_id = $1', [
      till.terminalId,
    ]);
    expect(kept).toEqual([{ reason: 'sync/signature-invalid' }]);
  });

  it('answers for an entry beside the chain what it answered first, though the chain has moved on since', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(identity, [sell()]);
    const { terminalId, head } = till;
    const stray = sealEntry(
      {
        terminalId,
        epoch: 1,
        seq: head.seq + 1,
        kind: 'SaleV1',
        payload: { stray: true },
        prevHash: 'f'.repeat(64),
      },
      till.privateKey,
    );
    const first = await push(identity, [stray]);
    expect(statuses(first)).toEqual(['sync/chain-broken']);
    expect(statuses(await push(identity, [sell()]))).toEqual(['accepted']);
    expect((await push(identity, [stray])).results).toEqual(first.results);
  });

  it('refuses the entries of another till, and epochs this one never had', async () => {
    const { till, identity } = await books.addTill();
    const other = await books.addTill();
    const productId = await books.addProduct();
    const sell = (from: typeof till) => from.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await expect(push(identity, [sell(other.till)])).rejects.toMatchObject({
      problem: { code: 'common/validation' },
    });
    till.startEpoch(102);
    const unknown = { problem: { code: 'sync/epoch-unknown' } };
    await expect(push(identity, [sell(till)])).rejects.toMatchObject(unknown);
    till.startEpoch(2);
    const forged = { ...sell(till), signature: sell(other.till).signature };
    await expect(push(identity, [forged])).rejects.toMatchObject(unknown);
    expect(await chains(till.terminalId)).toEqual([{ epoch: 1, seq: 0 }]);
  });

  it('restored from a backup, takes the epochs it has lost from the journal of their till, in any order, once', async () => {
    const { till, identity } = await books.addTill();
    const productId = await books.addProduct();
    const sell = () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(identity, [till.openShift(), sell()]);
    const lost = [2, 3].map((epoch) => {
      till.startEpoch(epoch);
      return [sell(), sell(), sell()];
    }) as [JournalEntry[], JournalEntry[]];
    // What the till believes to be acknowledged is not sent of itself: it is told where to begin.
    const gap = await push(identity, lost[1].slice(2));
    expect(statuses(gap)).toEqual(['sync/gap']);
    expect(gap.head).toMatchObject({ epoch: 3, seq: 0 });
    expect(statuses(await push(identity, lost[1]))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(statuses(await push(identity, lost[0]))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(statuses(await push(identity, lost[0]))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await chains(till.terminalId)).toEqual([
      { epoch: 1, seq: 2 },
      { epoch: 2, seq: 3 },
      { epoch: 3, seq: 3 },
    ]);
    expect(await receiptCount(till.terminalId)).toBe(7);
    const told = await books.rows(
      `SELECT after FROM audit_log WHERE action = 'terminals/new-epoch' AND subject_id = $1 ORDER BY seq`,
      [till.terminalId],
    );
    expect(told).toEqual([3, 2].map((epoch) => ({ after: { epoch, lostByServer: true } })));
    expect(await books.rows('SELECT epoch FROM terminal WHERE id = $1', [till.terminalId])).toEqual([
      { epoch: 3 },
    ]);
  });
});

/** Sealed by the key of this till, whatever is in it. */
function sealed(till: SigningTill, entry: JournalEntry): JournalEntry {
  const { terminalId, epoch, seq, kind, payload, prevHash } = entry;
  return sealEntry({ terminalId, epoch, seq, kind, payload, prevHash }, till.privateKey);
}
