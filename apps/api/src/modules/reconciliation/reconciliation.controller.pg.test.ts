import type { StatementV1 } from '@jowi/contracts/sync/reconcile-v1';
import { judgeStatement } from '@jowi/sync/statement';
import { withClient } from '@jowi/testkit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../../../test/access/foreign-world.ts';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';
import { claimOf } from '../../../test/support/claim.ts';
import { statementsOf } from '../../../test/support/statements.ts';

/** With the opening and the end of the transaction. */
const MAX_STATEMENTS = 5;

describe('POST /v1/sync/reconcile', () => {
  let api: TestApi;
  let own: World;
  let foreign: World;
  beforeAll(async () => {
    api = await startTestApi();
    [own, foreign] = [await makeWorld(api, api.a), await makeWorld(api, api.b)];
  });
  afterAll(() => api.close());

  const ask = (world: World, body: object) => api.askAs(world.till, 'POST', '/v1/sync/reconcile', { body });
  const nextSale = async () => {
    const sale = own.chain.sell([{ productId: own.productId, qtyMilli: 1_000, priceTiyin: 1_000_000 }]);
    await api.askAs(own.till, 'POST', '/v1/sync/push', { body: { wire: 3, entries: [sale] } });
    return sale;
  };

  it('is checked with the key that pull brought, and with no other', async () => {
    const cursor = Array(3).fill('0.00000000-0000-0000-0000-000000000000').join('_');
    const pull = await api.askAs(own.till, 'GET', `/v1/sync/pull?limit=1&cursor=${cursor}`);
    const { serverKey } = pull.body.settings;
    const claim = claimOf(own.chain, [await nextSale()]);
    const answer = await ask(own, claim);
    expect(answer.status, answer.text).toBe(200);
    const statement: StatementV1 = answer.body;
    const judge = (changed: Partial<StatementV1>, key = serverKey) =>
      judgeStatement({
        ...{ claim, key, terminalId: own.till.terminalId, findHash: () => null },
        statement: { ...statement, ...changed },
      });
    // The first sale of this world is not in the claim: the signature is good, the figures are not.
    expect(judge({})).toBe('differs');
    expect(judge({ receiptsHeld: statement.receiptsHeld + 1 })).toBe('forged');
    expect(judge({}, { keyId: serverKey.keyId, publicKey: own.till.keys.publicKey })).toBe('forged');
  });

  it('knows nothing of the shift of another business', async () => {
    const claim = claimOf(foreign.chain, [], { head: own.chain.head, entries: own.chain.head.seq });
    const answer = await ask(own, claim);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ receiptsHeld: 0, quarantined: 0, agrees: false });
    expect(answer.body.disagreements).toContain('shift-unknown');
    const rows = await withClient(api.database.adminUrl, async (client) => {
      const found = await client.query('SELECT 1 FROM reconciliation WHERE shift_id = $1', [
        foreign.chain.shiftId,
      ]);
      return found.rows;
    });
    expect(rows).toEqual([]);
  });

  it('costs as many statements for one receipt as for fifty', async () => {
    const few = await statementsOf(() => ask(own, claimOf(own.chain, [])));
    for (let i = 0; i < 50; i++) await nextSale();
    const many = await statementsOf(() => ask(own, claimOf(own.chain, [])));
    expect(many.length, many.join('\n')).toBe(few.length);
    expect(many.length).toBeLessThanOrEqual(MAX_STATEMENTS);
  });

  it.each([
    ['nothing', {}],
    ['no head', { head: undefined }],
    ['an epoch of the office', { head: { epoch: 0, seq: 1, hash: 'ab'.repeat(32) } }],
    ['a count below zero', { entries: -1 }],
    ['a shift without figures', { shift: { shiftId: '019b0000-0000-7000-8000-000000000001' } }],
    ['a name that is no id', { claimId: '1' }],
  ])('refuses %s', async (what, over) => {
    const body = what === 'nothing' ? {} : { ...claimOf(own.chain, []), ...over };
    const answer = await ask(own, body);
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('answers no person, nobody, and no till that was switched off', async () => {
    const body = claimOf(own.chain, []);
    expect((await own.owner.ask('POST', '/v1/sync/reconcile', { body })).status).toBe(401);
    expect((await api.nobody.ask('POST', '/v1/sync/reconcile', { body })).status).toBe(401);
    await foreign.owner.ask('POST', `/v1/terminals/${foreign.till.terminalId}/revoke`);
    const revoked = await ask(foreign, claimOf(foreign.chain, []));
    expect(revoked.body.error.code).toBe('auth/terminal-revoked');
  });
});
