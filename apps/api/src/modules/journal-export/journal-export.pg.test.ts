import { randomUUID } from 'node:crypto';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { JournalVerifier } from '@jowi/sync/journal-verifier';
import { keyFingerprint } from '@jowi/sync/key-fingerprint';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import type { SigningTill } from '../../../test/support/signing-till.ts';
import { TestKeys, TestTill } from '../../../test/support/test-till.ts';

describe('the journal of a till as a file', () => {
  let api: TestApi;
  let owner: Asker;
  let till: SigningTill;
  let asserting: TestTill;
  let product: string;

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
    let push: Awaited<ReturnType<typeof startSellingTill>>['push'];
    ({ till, push } = await startSellingTill(api, api.a, 'Касса 1'));
    const { terminalId } = till;
    asserting = new TestTill(
      { terminalId, tenantId: api.a.tenantId, epoch: 1 },
      new TestKeys(till.privateKey),
      api.clock.now,
    );
    for (let i = 0; i < 3; i++) await push(sale());
  });
  afterAll(() => api.close());

  const sale = (productId = product) => till.sell([{ productId, qtyMilli: 1000, priceTiyin: 1_120_000 }]);
  const pushAnyhow = async (...entries: unknown[]) => {
    const answer = await api.askAs(asserting, 'POST', '/v1/sync/push', {
      body: { wire: WIRE_VERSION, entries },
    });
    return answer.body.results.map((it: { status: string }) => it.status);
  };
  const take = (person = owner, id = till.terminalId) =>
    person.ask('GET', `/v1/terminals/${id}/journal/export`);
  const check = (text: string) => {
    const verifier = new JournalVerifier([till.publicKey]);
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) verifier.take(line);
    return verifier.finish();
  };

  it('is sound, as somebody else can check, and named in the log', async () => {
    const { status, text, headers } = await take();
    expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="jowi-journal-[\d-]{10}-[0-9a-f-]{36}\.ndjson"$/,
    );
    expect(check(text)).toMatchObject({
      isSound: true,
      entries: 4,
      receipts: { count: 3 },
      shifts: { closed: 0, open: 1 },
      chains: [{ epoch: 1, seq: 4, hash: till.head.hash, fingerprint: keyFingerprint(till.publicKey) }],
    });
    const log = (await owner.ask('GET', '/v1/audit?group=terminals')).body.items;
    expect(log[0]).toMatchObject({
      action: 'terminals/journal-export',
      subject: { name: 'Касса 1' },
      after: { entries: 4 },
    });
  });

  it('carries what is in quarantine, and every byte of what was sent', async () => {
    const copy = till.copy();
    const stray = sale(randomUUID());
    const odd = till.journal('FutureV9', {
      text: 'a\u0000b "q" \u2028 ўқғҳ',
      nested: { z: 1, a: [1.5, 1e21, null] },
    });
    expect(await pushAnyhow(stray, odd)).toEqual(['quarantined', 'quarantined']);
    expect(
      await pushAnyhow(copy.sell([{ productId: product, qtyMilli: 1000, priceTiyin: 1_000_000 }])),
    ).toEqual(['quarantined']);
    const { text } = await take();
    expect(check(text)).toMatchObject({ isSound: true, entries: 6, quarantined: { open: 3, decided: 0 } });
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines.find((it) => it.kind === 'FutureV9')).toEqual(odd);
    expect(
      lines
        .filter((it) => it.type === 'quarantined')
        .map((it) => it.reason)
        .sort(),
    ).toEqual(['sync/fork', 'sync/payload-invalid', 'sync/payload-reference']);
  });

  it('carries what the office decided, signed by the server in a chain of its own', async () => {
    const { items } = (await owner.ask('GET', `/v1/terminals/${till.terminalId}/quarantine`)).body;
    const stray = items.find((it: { reason: string }) => it.reason === 'sync/payload-reference');
    const decided = await owner.ask('POST', `/v1/quarantine/${stray.id}/decision`, {
      body: { action: 'set-aside', reason: 'Учебный чек' },
    });
    expect(decided.status, decided.text).toBe(200);
    const verdict = check((await take()).text);
    expect(verdict).toMatchObject({ isSound: true, entries: 7, quarantined: { open: 2, decided: 1 } });
    expect(verdict.chains).toMatchObject([
      { epoch: 0, entries: 1, seq: 1 },
      { epoch: 1, seq: 6, hash: till.head.hash },
    ]);
  });

  it('names an entry that was changed in the database', async () => {
    await withClient(api.database.adminUrl, (client) =>
      client.query(
        `UPDATE journal_entry SET payload = replace(payload::text, '"totalTiyin":"1120000"', '"totalTiyin":"1"')::json
        WHERE tenant_id = $1 AND terminal_id = $2 AND seq = 3`,
        [api.a.tenantId, till.terminalId],
      ),
    );
    const { problems } = check((await take()).text);
    expect(problems).toMatchObject([{ kind: 'hash-mismatch', entry: { epoch: 1, seq: 3 } }]);
  });

  it('is long, and taken page by page', async () => {
    for (let batch = 0; batch < 11; batch++)
      await pushAnyhow(...Array.from({ length: 100 }, (_, i) => till.journal('FutureV9', { i })));
    expect(check((await take()).text)).toMatchObject({
      problemCount: 1,
      entries: 1_107,
      quarantined: { open: 1_102 },
    });
  });

  it('is for those who may read the log and the tills, of their own business', async () => {
    const accountant = await api.signIn(api.a.employees.accountant.phone);
    expect((await take(accountant)).status).toBe(200);
    for (const role of ['cashier', 'stock-keeper'] as const) {
      const person = await api.signIn(api.a.employees[role].phone);
      expect((await take(person)).status).toBe(403);
    }
    expect((await take(await api.signIn(api.b.employees.owner.phone))).status).toBe(404);
    expect((await take(owner, randomUUID())).status).toBe(404);
  });
});
