import { randomUUID } from 'node:crypto';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import { withClient } from '@jowi/testkit/postgres';
import { waitFor } from '@jowi/testkit/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, startTestApi, type TestApi } from '../../../test/support/api.ts';
import { startSellingTill } from '../../../test/support/selling-till.ts';
import { AUTH_SECRET, WEB_ORIGIN } from '../../../test/support/settings.ts';
import { TestKeys, TestTill } from '../../../test/support/test-till.ts';
import { createApp } from '../../app.factory.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { loadConfig } from '../../platform/config/config.ts';

const NIL = '0.00000000-0000-0000-0000-000000000000';
const PULL = `/v1/sync/pull?cursor=${NIL}_${NIL}_${NIL}`;

describe('the life of a terminal', () => {
  let api: TestApi;
  /** A second server of the same installation. */
  let neighbour: Awaited<ReturnType<typeof createApp>>;
  let owner: Asker;
  let secondStoreId: string;

  beforeAll(async () => {
    api = await startTestApi();
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    neighbour = await createApp(
      loadConfig({
        APP_DATABASE_URL: api.database.appUrl,
        AUTH_DATABASE_URL: api.database.authUrl,
        AUTH_SECRET,
        WEB_ORIGIN,
        LOG_LEVEL: 'silent',
        DATABASE_POOL_SIZE: '4',
      }),
      new (class extends Clock {
        override nowMs() {
          return api.clock.now();
        }
      })(),
    );
    await neighbour.listen({ port: 0, host: '127.0.0.1' });
    owner = await api.signIn(api.a.employees.owner.phone);
    const second = { name: 'Ikkinchi', address: 'x', phone: null, latitude: 41.3, longitude: 69.2 };
    secondStoreId = (await owner.ask('POST', '/v1/settings/stores', { body: second })).body.id;
  });
  afterAll(async () => {
    await neighbour.close();
    await api.close();
  });

  const edit = (id: string, name: string, storeId = api.a.storeId) =>
    owner.ask('PUT', `/v1/terminals/${id}`, { body: { name, storeId } });
  const askNeighbour = (till: TestTill, path: string, method = 'GET', bearer = till.bearer()) =>
    neighbour.inject({ method: method as 'GET', url: path, headers: { authorization: bearer } });
  const listen = async (app: typeof neighbour, till: TestTill) => {
    const response = await fetch(`${await app.getUrl()}/v1/sync/events`, {
      headers: { authorization: till.bearer() },
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    return { response, reader, first: await reader.read() };
  };
  const readToEnd = async (reader: ReadableStreamDefaultReader<string>) => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
    }
  };

  it('has a name that can be changed, though not to that of its neighbour', async () => {
    const [one, two] = [await api.pairTerminal(api.a), await api.pairTerminal(api.a)];
    const renamed = await edit(one.terminalId, 'Asosiy');
    expect([renamed.status, renamed.body.name, renamed.body.state]).toEqual([200, 'Asosiy', 'active']);
    const pulled = await api.askAs(one, 'GET', PULL);
    expect(pulled.body.settings.terminalName).toBe('Asosiy');
    const taken = await edit(two.terminalId, 'Asosiy');
    expect([taken.status, taken.body.error]).toMatchObject([
      409,
      { code: 'terminals/name-taken', field: 'name' },
    ]);
    expect((await edit(randomUUID(), 'x')).status).toBe(404);
  });

  it('moves to another store freely before it is paired, and never to that of somebody else', async () => {
    const made = await owner.ask('POST', '/v1/terminals', {
      body: { name: 'Yangi', storeId: api.a.storeId },
    });
    expect((await edit(made.body.id, 'Yangi', api.b.storeId)).status).toBe(404);
    expect((await edit(made.body.id, 'Yangi', secondStoreId)).body.storeId).toBe(secondStoreId);
  });

  it('moves only when it is there, has sent everything and closed its shift', async () => {
    const { till } = await startSellingTill(api, api.a, 'Koʻchuvchi');
    const id = till.terminalId;
    const body = (unsent: number, entries: object[]) => ({ wire: WIRE_VERSION, entries, unsent });
    const tillAsking = new TestTill(
      { terminalId: id, tenantId: api.a.tenantId, epoch: 1 },
      new TestKeys(till.privateKey),
      api.clock.now,
    );
    const push = (unsent: number, ...entries: object[]) =>
      api.askAs(tillAsking, 'POST', '/v1/sync/push', { body: body(unsent, entries) });
    const refusal = async () => {
      const { status, body } = await edit(id, 'Koʻchuvchi', secondStoreId);
      return [status, body.error?.code, body.error?.field];
    };
    const opened = till.openShift();
    await push(3, opened);
    expect(await refusal()).toEqual([409, 'terminals/unsent', 'storeId']);
    await push(0, opened);
    expect(await refusal()).toEqual([409, 'terminals/shift-open', 'storeId']);
    await withClient(api.database.adminUrl, (client) =>
      client.query(
        `INSERT INTO shift_close SELECT tenant_id, id, terminal_id, epoch, seq, employee_id, opened_at_ms, 0, 0, 0, 0, 0, 0
         FROM shift WHERE terminal_id = $1`,
        [id],
      ),
    );
    api.clock.advance(150_000);
    expect(await refusal()).toEqual([409, 'terminals/away', 'storeId']);
    await api.askAs(tillAsking, 'GET', PULL);
    const moved = await edit(id, 'Koʻchuvchi', secondStoreId);
    expect([moved.status, moved.body.storeName]).toEqual([200, 'Ikkinchi']);
    const { body: pulled } = await api.askAs(tillAsking, 'GET', PULL);
    expect(pulled.settings).toMatchObject({ storeId: secondStoreId, storeName: 'Ikkinchi' });
    expect(pulled.settings.warehouseId).not.toBe(api.a.warehouseId);
  });

  it('is told at once when it is revoked while it only listens, also by another server', async () => {
    const [one, two] = [await api.pairTerminal(api.a), await api.pairTerminal(api.a)];
    const here = await listen(api.app as never, one);
    const there = await listen(neighbour, two);
    expect([here.first.value, there.first.value].every((it) => it?.includes('event: poke'))).toBe(true);
    const startedMs = Date.now();
    await owner.ask('POST', `/v1/terminals/${one.terminalId}/revoke`);
    await owner.ask('POST', `/v1/terminals/${two.terminalId}/revoke`);
    await Promise.all([readToEnd(here.reader), readToEnd(there.reader)]);
    expect(Date.now() - startedMs).toBeLessThan(3_000);
    expect((await askNeighbour(one, PULL)).json().error.code).toBe('auth/terminal-revoked');
    expect((await api.askAs(two, 'GET', PULL)).body.error.code).toBe('auth/terminal-revoked');
    expect((await askNeighbour(two, '/v1/sync/events')).statusCode).toBe(401);
  });

  it('hears nothing more with a key that another till has taken the place of', async () => {
    const old = await api.pairTerminal(api.a);
    const { reader } = await listen(neighbour, old);
    const code = await owner.ask('POST', `/v1/terminals/${old.terminalId}/pairing-code`);
    const keys = new TestKeys();
    await api.nobody.ask('POST', '/v1/terminals/pair', {
      body: { code: code.body.code, publicKey: keys.publicKey },
    });
    await readToEnd(reader);
    expect((await askNeighbour(old, PULL)).json().error.code).toBe('auth/assertion-invalid');
  });

  it('comes back after a revocation by pairing anew, in a new epoch', async () => {
    const till = await api.pairTerminal(api.a);
    await owner.ask('POST', `/v1/terminals/${till.terminalId}/revoke`);
    const stale = await owner.ask('GET', '/v1/terminals');
    expect(stale.body.items.find((it: { id: string }) => it.id === till.terminalId).state).toBe('revoked');
    expect((await edit(till.terminalId, 'Uzilgan', secondStoreId)).body.error.code).toBe('terminals/away');
    const code = await owner.ask('POST', `/v1/terminals/${till.terminalId}/pairing-code`);
    const paired = await api.nobody.ask('POST', '/v1/terminals/pair', {
      body: { code: code.body.code, publicKey: till.keys.publicKey, terminalId: till.terminalId },
    });
    expect(paired.body.epoch).toBe(till.epoch + 1);
    expect((await api.askAs(till, 'GET', PULL)).status).toBe(200);
    expect((await askNeighbour(till, PULL)).statusCode).toBe(200);
  });

  it('opens a new epoch once with one assertion, whichever server it is shown to', async () => {
    const till = await api.pairTerminal(api.a);
    const bearer = till.bearer();
    const open = (token: string) =>
      api.nobody.ask('POST', '/v1/sync/epoch', { headers: { authorization: token } });
    const first = await open(bearer);
    expect([first.status, first.body.epoch]).toEqual([200, till.epoch + 1]);
    const replayed = await open(bearer);
    expect([replayed.status, replayed.body.error.code]).toEqual([401, 'auth/assertion-invalid']);
    const elsewhere = await askNeighbour(till, '/v1/sync/epoch', 'POST', bearer);
    expect(elsewhere.json().error.code).toBe('auth/assertion-invalid');
    const atOnce = till.bearer();
    const both = await Promise.all([
      open(atOnce).then(({ status }) => status),
      askNeighbour(till, '/v1/sync/epoch', 'POST', atOnce).then(({ statusCode }) => statusCode),
    ]);
    expect(both.sort()).toEqual([200, 401]);
    // Anything else it may be shown for again: repeating that changes nothing.
    expect((await askNeighbour(till, PULL, 'GET', bearer)).statusCode).toBe(200);
    expect((await open(till.bearer())).body.epoch).toBe(till.epoch + 3);
  });

  it('gets changed settings within a second, whoever changed them on whichever server', async () => {
    const till = await api.pairTerminal(api.a);
    const { reader } = await listen(neighbour, till);
    const path = `/v1/settings/stores/${api.a.storeId}`;
    const { body: seen } = await owner.ask('GET', path);
    const startedMs = Date.now();
    const settings = {
      ...seen.settings,
      receiptLanguages: ['uz', 'ru'],
      receiptHeader: { ru: ['Ждём вас'], uz: ['Xush kelibsiz'] },
      receiptFooter: { ru: [], uz: ['@anor'] },
      negativeStock: 'block',
      limits: { discountBps: 300, priceOverrideBps: null, refundTiyin: null, cashOutTiyin: '1000000' },
    };
    const changed = await owner.ask('PUT', path, { body: { version: seen.version, settings } });
    expect(changed.status).toBe(200);
    let heard = '';
    await waitFor(async () => {
      heard += (await reader.read()).value ?? '';
      return heard.includes('"change"');
    });
    expect(Date.now() - startedMs).toBeLessThan(1_000);
    await reader.cancel();
    const { settings: pulled } = (await askNeighbour(till, PULL)).json();
    expect(pulled).toMatchObject({
      receiptLanguage: 'uz',
      receiptHeader: 'Xush kelibsiz\nЖдём вас',
      receiptFooter: '@anor',
      negativeStock: 'block',
      limits: { discountBps: 300, cashOutTiyin: '1000000' },
      vatPayer: true,
      languages: ['uz', 'ru'],
    });
    const { body: business } = await owner.ask('GET', '/v1/settings/business');
    expect(pulled.settingsVersion).toBe(changed.body.version + business.version);
    await owner.ask('PUT', '/v1/settings/business', {
      body: { ...business, settings: { ...business.settings, vatPayer: false, defaultVatRateBps: null } },
    });
    const later = (await askNeighbour(till, PULL)).json().settings;
    expect(later).toMatchObject({ vatPayer: false, settingsVersion: pulled.settingsVersion + 1 });
  });
});
