import { randomUUID } from 'node:crypto';
import { hashEntry, verifySignature } from '@jowi/sync/journal-hash';
import { afterAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../../test/support/api.ts';
import { closingOf, markOf, REASON, Repairs } from '../../../test/support/repairs.ts';

const repairs = await Repairs.open();
const { api, owner, manager, productId } = repairs;
afterAll(() => api.close());

/** A manager whose role was made from the owner's: of its kind, and not the owner's. */
async function signInWithOwnersKind(): Promise<Asker> {
  const { id, phone } = api.a.employees.manager;
  const deputyId = randomUUID();
  const [{ role_id: before }] = await repairs.rows('SELECT role_id FROM employee WHERE id = $1', [id]);
  await repairs.rows(
    `INSERT INTO role (tenant_id, id, kind, name, permissions, limits)
     SELECT tenant_id, $2, 'owner', 'Deputy', permissions, limits FROM role WHERE id = $1`,
    [before, deputyId],
  );
  await repairs.rows('UPDATE employee SET role_id = $2 WHERE id = $1', [id, deputyId]);
  return api.signIn(phone);
}

describe('a decision about an entry', () => {
  it('writes each decision into the office’s own chain, signed by the server, with the entry as it came', async () => {
    const { copy, asserting, terminalId } = await repairs.startCopiedTill();
    const forked = copy.sell([repairs.line()]);
    await repairs.push(asserting, forked);
    const [item] = await repairs.listOpen(terminalId);
    await repairs.decide(item.id, { action: 'set-aside' });
    const [entry] = await repairs.rows(
      'SELECT seq, kind, payload::text, prev_hash, hash, signature FROM journal_entry WHERE terminal_id = $1 AND epoch = 0',
      [terminalId],
    );
    const payload = JSON.parse(entry.payload);
    expect(JSON.parse(payload.entry)).toEqual(forked);
    expect(payload).toMatchObject({
      quarantineId: item.id,
      action: 'set-aside',
      reason: REASON,
      changes: {},
    });
    const unsealed = { terminalId, epoch: 0, seq: 1, kind: 'RepairV1', payload, prevHash: '0'.repeat(64) };
    expect(hashEntry(unsealed)).toBe(entry.hash);
    const [chain] = await repairs.rows(
      'SELECT public_key, seq, hash FROM terminal_chain WHERE terminal_id = $1 AND epoch = 0',
      [terminalId],
    );
    expect(verifySignature(chain.public_key, entry.hash, entry.signature)).toBe(true);
    expect([chain.seq, chain.hash]).toEqual([1, entry.hash]);
    // The till's own journal is as it was, and goes on.
    expect((await repairs.journalOf(terminalId)).held.epoch).toBe(1);
    expect(await repairs.push(asserting, copy.sell([repairs.line()]))).toEqual(['sync/fork']);
  });

  it('is one effect however often it is asked, and one of many at once wins', async () => {
    const { copy, asserting, terminalId } = await repairs.startCopiedTill();
    await repairs.push(asserting, copy.sell([repairs.line()]));
    const [item] = await repairs.listOpen(terminalId);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        repairs.decide(
          item.id,
          { action: i % 2 ? 'reissue' : 'set-aside', reason: `${REASON} ${i}` },
          i % 3 ? manager : owner,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(answers.filter(({ body }) => !body.already)).toHaveLength(1);
    const winner = answers.find(({ body }) => !body.already)!.body.decision;
    for (const { body } of answers) expect(body.decision).toEqual(winner);
    expect(
      await repairs.rows('SELECT seq FROM journal_entry WHERE terminal_id = $1 AND epoch = 0', [terminalId]),
    ).toHaveLength(1);
    expect((await repairs.preview(item.id, { action: 'accept' })).body.receipt).toBeNull();
  });

  it('two sales of one number, decided at once, do not both get it', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const [one, other] = [
      till.saleOf([repairs.line(randomUUID())]),
      till.saleOf([repairs.line(randomUUID())]),
    ];
    await repairs.push(
      asserting,
      till.journal('SaleV1', one),
      till.journal('SaleV1', { ...other, receiptNumber: one.receiptNumber }),
    );
    const products = (sale: typeof one) => [
      { productId: sale.lines[0]!.productId, replacementId: productId },
    ];
    const items = await repairs.listOpen(terminalId);
    const idOf = (seq: number) => items.find((it: { seq: number }) => it.seq === seq).id;
    const answers = await Promise.all([
      repairs.decide(idOf(2), { action: 're-attach', products: products(one) }),
      repairs.decide(idOf(3), { action: 're-attach', products: products(other) }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)!.body.error.code).toBe('journal/number-taken');
  });

  it('never lets an altered entry in by a click: an owner answers for it with the paper in her hand', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const true_ = till.sell([repairs.line()]);
    const altered = { ...true_, payload: { ...true_.payload, occurredAtMs: 1 } };
    expect(await repairs.push(asserting, altered)).toEqual(['sync/hash-mismatch']);
    const [item] = await repairs.listOpen(terminalId);
    expect(await repairs.look(item.id)).toMatchObject({ sound: false, needsPaper: true });
    const codeOf = async (body: object, asker: Asker) => {
      const { status, body: answer } = await repairs.decide(item.id, { action: 'accept', ...body }, asker);
      return [status, answer.error?.code];
    };
    expect(await codeOf({}, owner)).toEqual([422, 'journal/paper-needed']);
    expect(await codeOf({ hasPaper: true }, manager)).toEqual([403, 'journal/paper-needed']);
    expect(await codeOf({ hasPaper: true }, await signInWithOwnersKind())).toEqual([
      403,
      'journal/paper-needed',
    ]);
    expect(await repairs.rows('SELECT 1 FROM receipt WHERE terminal_id = $1', [terminalId])).toEqual([]);
    expect(await codeOf({ hasPaper: true }, owner)).toEqual([200, undefined]);
    expect(
      (await owner.ask('GET', `/v1/terminals/${terminalId}/quarantine?state=decided`)).body.items[0].decision,
    ).toMatchObject({
      onPaper: true,
      employeeName: 'owner of Anor',
    });
  });

  it('never books an altered copy of an entry that is in the books', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const sale = till.sell([repairs.line()]);
    const altered = { ...sale, prevHash: 'ab'.repeat(32) };
    expect(await repairs.push(asserting, altered)).toEqual(['sync/hash-mismatch']);
    expect(await repairs.push(asserting, sale)).toEqual(['accepted']);
    const [item] = await repairs.listOpen(terminalId);
    const refused = await repairs.decide(item.id, { action: 'accept', hasPaper: true }, owner);
    expect(refused.body.error.code).toBe('journal/in-books');
    expect((await repairs.journalOf(terminalId)).chains).toMatchObject([{ seq: 2, posted: 2, forked: 1 }]);
  });

  it('never books a sale twice under another sum: its altered copy is no receipt of its own', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const sale = till.sell([repairs.line()]);
    const altered = { ...sale, payload: { ...sale.payload, occurredAtMs: 1 }, hash: 'ab'.repeat(32) };
    expect(await repairs.push(asserting, sale)).toEqual(['accepted']);
    expect(await repairs.push(asserting, altered)).toEqual(['sync/hash-mismatch']);
    const [item] = await repairs.listOpen(terminalId);
    const refused = await repairs.decide(item.id, { action: 'reissue', hasPaper: true }, owner);
    expect(refused.body.error.code).toBe('journal/receipt-id-taken');
    expect(await repairs.rows('SELECT 1 FROM receipt WHERE terminal_id = $1', [terminalId])).toHaveLength(1);
  });

  it('takes the fiscal mark of a sale along, and the Z of a shift that was opened late', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const sale = till.saleOf([repairs.line(randomUUID())]);
    await repairs.push(
      asserting,
      till.journal('SaleV1', sale),
      till.journal('FiscalisedV1', markOf(sale.receiptId)),
      till.journal('ShiftClosedV1', closingOf(till.shiftId)),
    );
    const items = await repairs.listOpen(terminalId);
    const of = (kind: string) => items.find((it: { kind: string }) => it.kind === kind);
    expect(items).toHaveLength(2);
    expect(await repairs.optionsOf(of('FiscalisedV1').id)).toMatchObject({
      accept: 'journal/receipt-unknown',
      reissue: 'journal/only-sales',
      'set-aside': null,
    });
    const products = [{ productId: sale.lines[0]!.productId, replacementId: productId }];
    expect((await repairs.look(of('SaleV1').id)).followers).toBe(1);
    expect((await repairs.preview(of('SaleV1').id, { action: 're-attach', products })).body.followers).toBe(
      1,
    );
    await repairs.decide(of('SaleV1').id, { action: 're-attach', products });
    expect(await repairs.listOpen(terminalId)).toEqual([]);
    expect(
      await repairs.rows('SELECT epoch, seq FROM fiscal_mark WHERE receipt_id = $1', [sale.receiptId]),
    ).toEqual([{ epoch: 0, seq: 2 }]);
    expect(
      await repairs.rows('SELECT follows_id FROM quarantine_decision WHERE quarantine_id = $1', [
        of('FiscalisedV1').id,
      ]),
    ).toEqual([{ follows_id: of('SaleV1').id }]);
  });

  it('accepts the opening of a shift with its Z, and says why a kind or a payload fits nothing', async () => {
    const { till, asserting } = await repairs.pairTill();
    const opening = till.openShift();
    const altered = { ...opening, payload: { ...opening.payload, floatTiyin: '5' } };
    await repairs.push(
      asserting,
      altered,
      till.journal('ShiftClosedV1', closingOf(till.shiftId)),
      till.journal('NewsV9', { a: 1 }),
    );
    await repairs.push(asserting, till.journal('SaleV1', { ...till.saleOf([repairs.line()]), lines: [] }));
    const items = await repairs.listOpen(asserting.terminalId);
    const of = (kind: string) => items.find((it: { kind: string }) => it.kind === kind).id;
    expect((await repairs.optionsOf(of('NewsV9'))).accept).toBe('journal/kind-unknown');
    expect((await repairs.look(of('NewsV9'))).payloadText).toContain('"a": 1');
    expect((await repairs.optionsOf(of('SaleV1'))).accept).toBe('journal/payload-unfit');
    expect((await repairs.optionsOf(of('ShiftClosedV1'))).accept).toBe('journal/shift-unknown');
    expect(
      (await repairs.decide(of('ShiftOpenedV1'), { action: 'accept', hasPaper: true }, owner)).status,
    ).toBe(200);
    expect((await repairs.journalOf(asserting.terminalId)).shifts).toMatchObject([
      { shiftNumber: 1, closed: true },
    ]);
    expect((await repairs.listOpen(asserting.terminalId)).length).toBe(2);
  });

  it('answers in words when only the database can tell that it does not fit, and nothing has changed', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    const sale = till.saleOf([repairs.line()]);
    const poison = { ...sale, lines: [{ ...sale.lines[0]!, name: { ru: 'a\u0000b', uz: 'a' } }] };
    await repairs.push(asserting, till.journal('SaleV1', poison));
    const [item] = await repairs.listOpen(terminalId);
    for (const what of ['preview', 'decide'] as const) {
      const answer = await repairs[what](item.id, { action: 'accept' });
      expect([answer.status, answer.body.error.code]).toEqual([422, 'journal/unpostable']);
    }
    expect((await repairs.listOpen(terminalId)).length).toBe(1);
    expect(
      await repairs.rows('SELECT 1 FROM journal_entry WHERE terminal_id = $1 AND epoch = 0', [terminalId]),
    ).toEqual([]);
    expect((await repairs.decide(item.id, { action: 'set-aside' })).status).toBe(200);
  });

  it('is for those who may repair, in the stores that are theirs', async () => {
    const { copy, asserting, terminalId } = await repairs.startCopiedTill();
    await repairs.push(asserting, copy.sell([repairs.line()]));
    const [item] = await repairs.listOpen(terminalId);
    const accountant = await api.signIn(api.a.employees.accountant.phone);
    expect((await repairs.decide(item.id, { action: 'set-aside' }, accountant)).status).toBe(403);
    const stranger = await api.signIn(api.b.employees.owner.phone);
    expect((await repairs.decide(item.id, { action: 'set-aside' }, stranger)).status).toBe(404);
    await repairs.rows('UPDATE employee SET all_stores = false WHERE id = $1', [api.a.employees.manager.id]);
    await repairs.rows('INSERT INTO employee_store (tenant_id, employee_id, store_id) VALUES ($1, $2, $3)', [
      api.a.tenantId,
      api.a.employees.manager.id,
      api.a.storeId,
    ]);
    const limited = await api.signIn(api.a.employees.manager.phone);
    expect((await repairs.decide(item.id, { action: 'reissue' }, limited)).status).toBe(200);
    await repairs.rows('UPDATE employee SET all_stores = true WHERE id = $1', [api.a.employees.manager.id]);
  });

  it('pages through what waits, newest first', async () => {
    const { till, asserting, terminalId } = await repairs.startTill();
    await repairs.push(asserting, ...Array.from({ length: 5 }, (_, i) => till.journal(`Odd${i}V1`, {})));
    const seen: string[] = [];
    for (let cursor = ''; seen.length < 5; ) {
      const { body } = await owner.ask('GET', `/v1/terminals/${terminalId}/quarantine?limit=2${cursor}`);
      seen.push(...body.items.map((it: { kind: string }) => it.kind));
      if (!body.next) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen.toSorted()).toEqual(['Odd0V1', 'Odd1V1', 'Odd2V1', 'Odd3V1', 'Odd4V1']);
    expect((await owner.ask('GET', `/v1/terminals/${terminalId}/quarantine?cursor=abc`)).status).toBe(422);
  });
});
