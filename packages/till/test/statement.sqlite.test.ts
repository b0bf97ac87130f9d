import { waitFor } from '@jowi/testkit/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { nodePorts } from '../src/node-ports.ts';
import type { TillOptions } from '../src/open-till.ts';
import { SAMPLE_SETTINGS } from '../src/testing/sample-shop.ts';
import type { Till } from '../src/till.ts';
import { type FakeServer, GOOD_CODE } from './fake-server.ts';
import { StatementDesk } from './statement-desk.ts';
import { allSent, Bench, sell, signIn, value } from './till.fixture.ts';

const bench = new Bench();
afterEach(() => bench.end());

/** How long the till waits for an answer: not shortened, or a slow machine would look like a dead server. */
const PATIENCE_MS = 20_000;
/** Half a minute is over in a moment; the order of things is the same. */
const hurried: NonNullable<TillOptions['scheduler']> = (callback, delayMs) =>
  nodePorts.scheduler(callback, delayMs > 1_000 && delayMs !== PATIENCE_MS ? delayMs / 400 : delayMs);

async function statingServer(): Promise<{ server: FakeServer; desk: StatementDesk }> {
  const server = await bench.server();
  const desk = new StatementDesk();
  Object.assign(server, { desk, settings: { ...SAMPLE_SETTINGS, serverKey: desk.key } });
  return { server, desk };
}
const reconciliationOf = async (till: Till) => (await value(till.device.state())).reconciliation!;
const verdictOf = async (till: Till) => (await reconciliationOf(till)).verdict;
const noticesOf = async (till: Till) => (await value(till.device.state())).notices.map(({ code }) => code);
const until = (what: string, isSo: () => boolean | Promise<boolean>) => waitFor(isSo, { what });

describe('what the server says it holds', () => {
  it('is asked after the sales were sent, checked, shown, and kept over a restart', async () => {
    const { server, desk } = await statingServer();
    const { till, options, close } = await bench.onlineTill(server, { scheduler: hurried });
    for (let i = 1; i <= 3; i++) await sell(till, i);
    await until('three of three, and nothing since', async () => {
      const { head, reconciliation } = await value(till.device.state());
      const last = desk.claims.at(-1);
      const isLast = last?.head.hash === head.hash && last.unsent === 0;
      return isLast && reconciliation?.verdict === 'ok' && reconciliation.statement?.receiptsHeld === 3;
    });
    const { head } = await value(till.device.state());
    expect(await reconciliationOf(till)).toEqual({
      ...{ shiftNumber: 1, closed: false, receiptsHere: 3, verdict: 'ok' },
      ...{ unsentReceipts: 0, oldestUnsentAtMs: null },
      statement: {
        ...{ receiptsHeld: 3, receiptsClaimed: 3, agrees: true, atMs: expect.any(Number) },
        headShort: head.hash.slice(0, 4),
      },
    });
    expect(await value(till.shift.report())).toMatchObject({ statement: { receiptsHeld: 3, agrees: true } });
    expect(desk.claims.at(-1)).toMatchObject({
      wire: 3,
      unsent: 0,
      oldestUnsentAtMs: null,
      entries: head.seq,
    });
    await close();
    const again = bench.open({ ...options, http: () => Promise.reject(new Error('no network')) });
    expect(await reconciliationOf(again.till)).toMatchObject({
      verdict: 'ok',
      statement: { receiptsHeld: 3 },
    });
  });

  it('is asked once and not again while nothing changes', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    await sell(till, 1);
    await until('a statement', async () => (await verdictOf(till)) === 'ok');
    await allSent(till);
    await until('the last word', async () => {
      const { head } = await value(till.device.state());
      return desk.claims.at(-1)?.head.hash === head.hash;
    });
    const asked = desk.claims.length;
    for (let i = 0; i < 3; i++) server.poke();
    await until('the pokes', () => server.requests.filter((path) => path === '/v1/sync/pull').length >= 4);
    await until('an idle till', async () => (await verdictOf(till)) === 'ok');
    expect(desk.claims.length).toBe(asked);
  });

  it('comes at once for a closed shift, and is the Z’s own', async () => {
    const { server, desk } = await statingServer();
    // Nothing is hurried here: only a closed shift does not wait.
    const { till } = await bench.onlineTill(server);
    await sell(till, 1);
    await sell(till, 2);
    const report = await value(till.shift.close({ countedTiyin: '0' }));
    expect(report.statement).toBeNull();
    await until('the Z stated', async () => (await reconciliationOf(till)).verdict === 'ok');
    expect(await reconciliationOf(till)).toMatchObject({
      ...{ closed: true, shiftNumber: 1, receiptsHere: 2 },
      statement: { receiptsHeld: 2, receiptsClaimed: 2, agrees: true },
    });
    expect(desk.claims.at(-1)?.shift).toMatchObject({
      ...{ closed: true, receiptCount: 2, totalTiyin: report.salesTiyin, vatTiyin: report.vatTiyin },
      ...{ firstReceiptNumber: 1, lastReceiptNumber: 2 },
    });
  });

  it('is waited for by nobody: closed without a network, sold on, and stated when it is back', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    server.fault = () => 'drop-request';
    await sell(till, 1);
    expect((await value(till.shift.close({ countedTiyin: '0' }))).receiptCount).toBe(1);
    await value(till.shift.open({ floatTiyin: '0' }));
    await sell(till, 2);
    expect(await reconciliationOf(till)).toMatchObject({ unsentReceipts: 2, statement: null, verdict: null });
    expect((await reconciliationOf(till)).oldestUnsentAtMs).toBeGreaterThan(0);
    server.fault = () => 'none';
    server.poke();
    await until('both shifts stated', () => {
      const stated = desk.claims.map(({ shift }) => `${shift?.shiftNumber} ${shift?.closed}`);
      return stated.includes('1 true') && stated.includes('2 false');
    });
    await until('all of it', async () => (await verdictOf(till)) === 'ok');
  });

  it('is asked for even when nothing can be sent: the office learns how much there is, and since when', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    await allSent(till);
    server.fault = (path) => (path === '/v1/sync/push' ? 'broken' : 'none');
    // The till's clock follows the server's, a few milliseconds off.
    const soldAfterMs = Date.now() - 1_000;
    await sell(till, 1);
    await until('the claim', () => (desk.claims.at(-1)?.oldestUnsentAtMs ?? null) !== null);
    const { oldestUnsentAtMs, shift } = desk.claims.at(-1)!;
    expect(shift?.receiptCount).toBe(1);
    expect(oldestUnsentAtMs).toBeGreaterThanOrEqual(soldAfterMs);
    await until('amber', async () => (await reconciliationOf(till)).statement?.receiptsClaimed === 1);
    expect(await reconciliationOf(till)).toMatchObject({
      ...{
        verdict: 'behind',
        unsentReceipts: 1,
        statement: { receiptsHeld: 0, receiptsClaimed: 1, agrees: false },
      },
    });
    server.fault = () => 'none';
    await until('all of it', async () => (await verdictOf(till)) === 'ok');
  });

  it('is not asked of a server that is older than the question, and nobody hears of it', async () => {
    const server = await bench.server();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    await sell(till, 1);
    await allSent(till);
    expect(server.requests).not.toContain('/v1/sync/reconcile');
    // One that has the key but not the route: a cluster that is just being renewed.
    server.settings = { ...SAMPLE_SETTINGS, serverKey: new StatementDesk().key };
    server.poke();
    await sell(till, 2);
    await until('the question', () => server.requests.includes('/v1/sync/reconcile'));
    await allSent(till);
    await sell(till, 3);
    await allSent(till);
    expect(server.requests.filter((path) => path === '/v1/sync/reconcile')).toHaveLength(1);
    expect(await value(till.device.state())).toMatchObject({ online: true, notices: [] });
  });

  it.each([
    [
      'changed on the way',
      (desk: StatementDesk) => {
        desk.tamper = (it) => ({ ...it, receiptsHeld: 99 });
      },
      'forged',
    ],
    [
      'signed by somebody else',
      (desk: StatementDesk) => {
        const other = new StatementDesk();
        desk.tamper = (it) => ({
          ...it,
          signature: other.answer(JSON.stringify(desk.claims.at(-1)), new Map(), 0).signature,
        });
      },
      'forged',
    ],
    [
      'of another shift',
      (desk: StatementDesk) => {
        desk.lie = () => ({ shiftId: '019b0000-0000-7000-8000-0000000000ff' });
      },
      'stray',
    ],
    [
      'of another till',
      (desk: StatementDesk) => {
        desk.lie = () => ({ terminalId: '019b0000-0000-7000-8000-0000000000ff' });
      },
      'stray',
    ],
    [
      'from the day before',
      (desk: StatementDesk) => {
        desk.lie = () => ({ claimId: '019b0000-0000-7000-8000-0000000000ff' });
      },
      'stray',
    ],
  ])('%s: ignored, told to a person, and forgotten when the truth comes', async (_what, spoil, word) => {
    const { server, desk } = await statingServer();
    spoil(desk);
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    await sell(till, 1);
    await until('a word of it', async () =>
      (await noticesOf(till)).includes(`till/statement-${word}` as never),
    );
    expect(await reconciliationOf(till)).toMatchObject({ statement: null, verdict: null });
    await sell(till, 2);
    desk.lie = () => ({});
    desk.tamper = (it) => it;
    await until('the truth', async () => (await verdictOf(till)) === 'ok');
    expect(await noticesOf(till)).toEqual([]);
  });

  it('that holds less than was sent is red, and stays until it holds it', async () => {
    const { server, desk } = await statingServer();
    desk.lie = ({ receiptsHeld }) => ({
      receiptsHeld: receiptsHeld - 1,
      agrees: false,
      disagreements: ['figures'],
    });
    const { till } = await bench.onlineTill(server);
    await sell(till, 1);
    await sell(till, 2);
    await value(till.shift.close({ countedTiyin: '0' }));
    await until('red', async () => (await verdictOf(till)) === 'differs');
    expect(await reconciliationOf(till)).toMatchObject({
      ...{ receiptsHere: 2, statement: { receiptsHeld: 1, receiptsClaimed: 2, agrees: false } },
    });
    // Selling goes on.
    await value(till.shift.open({ floatTiyin: '0' }));
    expect((await sell(till, 3)).receiptNumber).toBe(3);
  });

  it('that forgot what it acknowledged is sent it again', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    await sell(till, 1);
    await allSent(till);
    const restore = server.backUp();
    await sell(till, 2);
    await allSent(till);
    restore();
    // Found out by the question alone.
    await value(till.shift.close({ countedTiyin: '0' }));
    await until('everything once more', async () => (await verdictOf(till)) === 'ok');
    expect(server.salesPosted).toBe(2);
    expect(desk.claims.at(-1)?.shift).toMatchObject({ closed: true, receiptCount: 2 });
  });

  it('that forgot may have forgotten more: other epochs and the catalogue are asked anew as well', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    const old = await sell(till, 1);
    await allSent(till);
    await value(till.device.pair({ code: GOOD_CODE, serverUrl: server.url }));
    await sell(till, 2);
    await until('all of it stated', async () => (await verdictOf(till)) === 'ok');
    const loads = () => server.requests.filter((path) => path === '/v1/sync/snapshot').length;
    const loadsBefore = loads();
    // The first epoch has lost its end, and only the question about the second one says that anything is missing.
    const { entries } = server.chains.get(1)!;
    const kept = [...entries.values()].slice(0, 1);
    server.chains.set(1, {
      head: { epoch: 1, seq: 1, hash: kept[0]!.hash },
      entries: new Map(kept.map((entry) => [entry.seq, entry])),
      forkedHashes: new Set(),
    });
    server.posted.delete(old.receiptId);
    let wasSaid = false;
    desk.lie = ({ head }, claim) => {
      if (wasSaid || claim.unsent > 0) return {};
      wasSaid = true;
      const { hash } = server.chains.get(2)!.entries.get(head.seq - 1)!;
      const before = { epoch: 2, seq: head.seq - 1, hash };
      return { head: before, headAgrees: false, agrees: false, disagreements: ['behind'] };
    };
    await sell(till, 3);
    await until('the lost receipt', () => server.posted.has(old.receiptId));
    await until('the catalogue once more', () => loads() > loadsBefore);
    await until('all of it', async () => (await verdictOf(till)) === 'ok');
    await until('every receipt', () => server.posted.size === 3);
    expect([...server.posted.values()]).toEqual([1, 1, 1]);
  });

  it('that was told of more than this disk has: the till begins a new chain and says that it was copied', async () => {
    const { server, desk } = await statingServer();
    const { till } = await bench.onlineTill(server, { scheduler: hurried });
    const before = server.lastEpoch;
    desk.lie = (_honest, { head }) =>
      head.epoch === before ? { agrees: false, disagreements: ['backwards', 'lost'] } : {};
    await sell(till, 1);
    await until('a new chain', () => server.lastEpoch === before + 1);
    await sell(till, 2);
    await until('sound again', async () => (await verdictOf(till)) === 'ok');
    expect(await noticesOf(till)).toContain('till/copied');
    expect(server.salesPosted).toBe(2);
  });

  it('cannot hold up a restart in the middle of the question', async () => {
    const { server, desk } = await statingServer();
    const { till, close, options } = await bench.onlineTill(server, { scheduler: hurried });
    server.fault = (path) => (path === '/v1/sync/reconcile' ? 'drop-answer' : 'none');
    await sell(till, 1);
    await until('the question', () => desk.claims.length > 0);
    await close();
    server.fault = () => 'none';
    const again = bench.open(options);
    await signIn(again.till);
    await until('the answer', async () => (await verdictOf(again.till)) === 'ok');
  });
});
