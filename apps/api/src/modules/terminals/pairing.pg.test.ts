import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import { TestKeys } from '../../../test/support/test-till.ts';

const MINUTE_MS = 60_000;

describe('pairing of a terminal', () => {
  let api: TestApi;
  let owner: Asker;
  let terminalId: string;
  let count = 0;

  beforeAll(async () => {
    api = await startTestApi();
    owner = await api.signIn(api.a.employees.owner.phone);
  });
  afterAll(() => api.close());

  const makeTerminal = async () => {
    const made = await owner.ask('POST', '/v1/terminals', {
      body: { name: `Till ${++count}`, storeId: api.a.storeId },
    });
    expect(made.status).toBe(201);
    terminalId = made.body.id;
    return terminalId;
  };
  const makeCode = async (): Promise<string> => {
    const made = await owner.ask('POST', `/v1/terminals/${terminalId}/pairing-code`);
    expect(made.status).toBe(200);
    return made.body.code;
  };
  const pair = (code: string, publicKey = new TestKeys().publicKey) =>
    api.nobody.ask('POST', '/v1/terminals/pair', { body: { code, publicKey } });

  it('binds the key and answers what the till must know of its place', async () => {
    await makeTerminal();
    const code = await makeCode();
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    const paired = await pair(code.toLowerCase());
    expect(paired.status).toBe(200);
    expect(paired.body).toMatchObject({
      epoch: 1,
      serverTimeMs: api.clock.now(),
      settings: {
        terminalId,
        tenantId: api.a.tenantId,
        warehouseId: api.a.warehouseId,
        businessName: 'Anor',
      },
    });
    const list = await owner.ask('GET', '/v1/terminals');
    expect(list.body.items.find((it: { id: string }) => it.id === terminalId)).toMatchObject({
      state: 'active',
      online: false,
      epoch: 1,
      seq: 0,
      headHash: '0'.repeat(64),
      quarantined: 0,
      unsent: null,
    });
  });

  it('uses a code once, but repeats the answer to the till that did not hear it', async () => {
    await makeTerminal();
    const code = await makeCode();
    const { publicKey } = new TestKeys();
    expect((await pair(code, publicKey)).body.epoch).toBe(1);
    expect((await pair(code, publicKey)).body.epoch).toBe(1);
    const other = await pair(code);
    expect(other.status).toBe(422);
    expect(other.body.error.code).toBe('terminals/pairing-code-invalid');
  });

  it('lets one of twenty tills win that show the same code at once', async () => {
    await makeTerminal();
    const code = await makeCode();
    const answers = await Promise.all(Array.from({ length: 15 }, () => pair(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await epochs();
    expect(rows).toEqual([{ epoch: 1 }]);
    api.clock.advance(11 * MINUTE_MS);
  });

  const epochs = async () => {
    const { withClient } = await import('@jowi/testkit/postgres');
    return withClient(api.database.adminUrl, (client) =>
      client.query('SELECT epoch FROM terminal_chain WHERE terminal_id = $1', [terminalId]),
    );
  };

  it('refuses a code after ten minutes, and an older code of the same terminal', async () => {
    await makeTerminal();
    const late = await makeCode();
    api.clock.advance(10 * MINUTE_MS);
    expect((await pair(late)).body.error.code).toBe('terminals/pairing-code-expired');
    const old = await makeCode();
    const fresh = await makeCode();
    expect((await pair(old)).status).toBe(422);
    expect((await pair(fresh)).status).toBe(200);
  });

  it('refuses a key that is no point of the curve, a made-up code and one typed wrong', async () => {
    await makeTerminal();
    const code = await makeCode();
    expect((await pair('ABCDEFGH')).body.error.code).toBe('terminals/pairing-code-invalid');
    const misshapen = await pair('abc');
    expect(misshapen.status).toBe(422);
    expect(misshapen.body.error.details).toEqual([{ code: 'common/validation', field: 'code' }]);
    expect((await pair(code, 'short')).status).toBe(422);
  });

  it('stops an address that guesses', async () => {
    api.clock.advance(11 * MINUTE_MS);
    const guesses = [];
    for (let i = 0; i < 22; i++) guesses.push(await pair('ABCDEFGH'));
    const last = guesses.at(-1);
    expect(last?.status).toBe(429);
    expect(last?.body.error.code).toBe('common/too-many-requests');
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(500);
    api.clock.advance(11 * MINUTE_MS);
    expect((await pair('ABCDEFGH')).status).toBe(422);
  });

  it('starts a new epoch when a terminal is paired again, and locks the old key out', async () => {
    const till = await api.pairTerminal(api.a);
    terminalId = till.terminalId;
    const again = await pair(await makeCode());
    expect(again.body.epoch).toBe(till.epoch + 1);
  });

  it('tells a till the last numbers of the terminal, whatever epochs they come from', async () => {
    const { till, push } = await startSellingTill(api, api.a, 'Numbers');
    terminalId = till.terminalId;
    const name = { ru: 'Товар', uz: 'Mahsulot' };
    const plain = {
      barcodes: [],
      priceTiyin: '100',
      vatRateBps: 1200,
      unit: 'piece',
      ikpu: null,
      packageCode: null,
    };
    const { body: product } = await owner.ask('POST', '/v1/products', {
      body: { sku: 'N-1', name, ...plain },
    });
    const productId = product.id;
    const sell = () => till.sell([{ productId, qtyMilli: 1_000, priceTiyin: 100 }]);
    await push(sell(), sell(), sell());
    const { publicKey } = till;
    const code = await makeCode();
    const paired = await pair(code, publicKey);
    expect(paired.body.lastNumbers).toEqual({ receipt: 3, shift: 1 });
    till.startEpoch(paired.body.epoch);
    await push(sell());
    // The answer was lost: asked again, it is the same till and hears what holds now.
    expect((await pair(code, publicKey)).body.lastNumbers).toEqual({ receipt: 4, shift: 1 });
    const later = await pair(await makeCode(), publicKey);
    expect(later.body).toMatchObject({ epoch: 3, lastNumbers: { receipt: 4, shift: 1 } });
  });

  it('does not bind a till that is another terminal already, and leaves the code usable', async () => {
    const other = await api.pairTerminal(api.a);
    await makeTerminal();
    const code = await makeCode();
    const { publicKey } = other.keys;
    const ask = (body: object) => api.nobody.ask('POST', '/v1/terminals/pair', { body });
    const refused = await ask({ code, publicKey, terminalId: other.terminalId });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'common/conflict']);
    expect((await ask({ code, publicKey: new TestKeys().publicKey, terminalId })).status).toBe(200);
  });

  it('refuses a name that is taken in the store and a store of somebody else', async () => {
    const name = 'Kassa';
    const ask = (storeId: string) => owner.ask('POST', '/v1/terminals', { body: { name, storeId } });
    expect((await ask(api.a.storeId)).status).toBe(201);
    const twice = await ask(api.a.storeId);
    expect(twice.status).toBe(409);
    expect(twice.body.error).toMatchObject({ code: 'terminals/name-taken', field: 'name' });
    expect((await ask(api.b.storeId)).status).toBe(404);
  });
});
