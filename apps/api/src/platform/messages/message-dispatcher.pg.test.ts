import { FakeClock } from '@jowi/testkit/fake-clock';
import { withClient } from '@jowi/testkit/postgres';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/support/api.ts';
import { KeepingProvider, openTestMessages, type TestMessages } from '../../../test/support/messages.ts';
import { KyselyDb } from '../db/kysely-db.ts';
import { PrismaDb } from '../db/prisma-db.ts';
import type { Message } from './message.ts';
import { MessageSender } from './message-sender.ts';

const HOUR_MS = 3_600_000;
const invitation = (to: string): Message => ({
  to,
  language: 'uz',
  template: 'invitation',
  params: { business: 'Anor', url: 'https://shop.example/i/1' },
});

describe('the outbox of messages', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let servers: TestMessages[];
  const [first, second] = [new KeepingProvider('first'), new KeepingProvider('second')];

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = new FakeClock(Date.now());
    const providers = [first, second];
    servers = [
      await openTestMessages({ database, clock, providers }),
      await openTestMessages({ database, clock, providers }),
    ];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.drop();
  });
  beforeEach(() => {
    for (const provider of [first, second]) {
      provider.sent.length = 0;
      provider.answer = { outcome: 'accepted', ref: null };
    }
    clock.advance(HOUR_MS);
  });

  const server = (i = 0) => servers[i] as TestMessages;
  const send = (to: string, lifeMs?: number) =>
    server().db.transaction((tx) => server().dispatcher.send(tx, invitation(to), lifeMs));
  const rows = () =>
    withClient(
      database.adminUrl,
      async (client) =>
        (await client.query('SELECT * FROM messages.outbox ORDER BY created_at_ms DESC')).rows,
    );

  it('sends what was committed, and nothing that was rolled back', async () => {
    await send('+998901111111');
    await server()
      .db.transaction(async (tx) => {
        await server().dispatcher.send(tx, invitation('+998902222222'));
        throw new Error('The change failed');
      })
      .catch(() => undefined);
    await server().dispatcher.runOnce();
    expect(first.sent.map(({ to }) => to)).toEqual(['+998901111111']);
    expect(first.sent[0]?.text).toBe(
      'Anor sizni JOWi Shop dasturiga taklif qilyapti: https://shop.example/i/1',
    );
  });

  it('sends each once, though two servers empty it together', async () => {
    for (let i = 0; i < 30; i++) await send(`+9989033333${String(10 + i)}`);
    const rounds = await Promise.all([0, 1, 0, 1].map((i) => server(i).dispatcher.runOnce()));
    expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(30);
    expect(new Set(first.sent.map(({ to }) => to)).size).toBe(30);
    expect(first.sent).toHaveLength(30);
  });

  it('goes on to the next provider, and leaves the one that is down alone for a while', async () => {
    first.answer = { outcome: 'down', reason: 'no-answer' };
    await send('+998904444401');
    await server().dispatcher.runOnce();
    expect(second.sent).toHaveLength(1);
    const failuresBefore = server().failures.length;
    await send('+998904444402');
    await server().dispatcher.runOnce();
    expect(second.sent).toHaveLength(2);
    expect(server().failures.length).toBe(failuresBefore);
    first.answer = { outcome: 'accepted', ref: null };
    clock.advance(16_000);
    await send('+998904444403');
    await server().dispatcher.runOnce();
    expect(first.sent).toHaveLength(1);
  });

  it('tries again, ever less often, until it succeeds', async () => {
    for (const provider of [first, second]) provider.answer = { outcome: 'down', reason: 'no-answer' };
    await send('+998905555501');
    let tries = 0;
    for (let minute = 0; minute < 60; minute++) {
      tries += await server().dispatcher.runOnce();
      clock.advance(60_000);
    }
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(12);
    second.answer = { outcome: 'accepted', ref: null };
    clock.advance(HOUR_MS);
    await server().dispatcher.runOnce();
    expect(second.sent.map(({ to }) => to)).toEqual(['+998905555501']);
  });

  it('gives up when its time is over, or when everybody refuses this very message', async () => {
    for (const provider of [first, second]) provider.answer = { outcome: 'down', reason: 'no-money' };
    await send('+998906666601', 60_000);
    await server().dispatcher.runOnce();
    clock.advance(61_000);
    await server().dispatcher.runOnce();
    expect((await rows())[0]).toMatchObject({ state: 'failed', last_failure: 'expired', sealed: null });
    clock.advance(HOUR_MS);
    for (const provider of [first, second]) provider.answer = { outcome: 'refused', reason: 'rejected' };
    await send('+998906666602');
    await server().dispatcher.runOnce();
    expect((await rows())[0]).toMatchObject({ state: 'failed', last_failure: 'rejected', tries: 1 });
  });

  it('is taken over by another server when the first dies with a message in hand', async () => {
    await send('+998907777701');
    expect(await server(0).outbox.claim(10)).toHaveLength(1);
    expect(await server(1).dispatcher.runOnce()).toBe(0);
    clock.advance(91_000);
    expect(await server(1).dispatcher.runOnce()).toBe(1);
    expect(first.sent).toHaveLength(1);
  });

  it('is not held up by one that nobody can read', async () => {
    await send('+998909999901');
    await withClient(database.adminUrl, (client) =>
      client.query(`UPDATE messages.outbox SET sealed = set_byte(sealed, 40, 7) WHERE state = 'waiting'`),
    );
    await send('+998909999902');
    expect(await server().dispatcher.runOnce()).toBe(1);
    expect(first.sent.map(({ to }) => to)).toEqual(['+998909999902']);
    const states = (await rows()).filter(({ masked_to }) => masked_to === '+998 90 *** ** 01');
    expect(states[0]).toMatchObject({ state: 'failed', last_failure: 'unreadable' });
  });

  it('keeps nothing of a message that is sent but a masked address', async () => {
    await send('+998908888801');
    await server().dispatcher.runOnce();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'sent', masked_to: '+998 90 *** ** 01', sealed: null });
  });
});

describe('a message of a business', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const shown = async (to: string) =>
    (await api.nobody.ask('GET', `/v1/dev/messages?to=${encodeURIComponent(to)}`)).body.items;

  it('leaves after the commit of its change, by Kysely and by Prisma, and is shown in the demo', async () => {
    const sender = api.app.get(MessageSender, { strict: false });
    const { tenantId } = api.a;
    await api.app
      .get(KyselyDb, { strict: false })
      .withTenant(tenantId, (tx) => sender.send(tx, invitation('+998971000001')));
    await api.app
      .get(PrismaDb, { strict: false })
      .withTenant(tenantId, (tx) => sender.send(tx, invitation('+998971000002')));
    await api.app
      .get(KyselyDb, { strict: false })
      .withTenant(tenantId, async (tx) => {
        await sender.send(tx, invitation('+998971000003'));
        throw new Error('The change failed');
      })
      .catch(() => undefined);
    await expect.poll(() => shown('+998971000002'), { timeout: 5_000 }).toHaveLength(1);
    expect((await shown('+998971000001'))[0]).toMatchObject({ to: '+998971000001', code: null });
    expect(await shown('+998971000003')).toEqual([]);
  });

  it('cannot be read by the role of the requests', async () => {
    await withClient(api.database.appUrl, async (client) => {
      for (const table of ['outbox', 'code', 'dev_message', 'provider_token', 'callback_seen'])
        await expect(client.query(`SELECT * FROM messages.${table}`)).rejects.toThrow(/permission denied/);
      await expect(client.query('SELECT * FROM limits.attempt')).rejects.toThrow(/permission denied/);
      await expect(client.query(`UPDATE messages.outbox SET state = 'sent'`)).rejects.toThrow(/permission/);
    });
  });
});
