import { FakeClock } from '@jowi/testkit/fake-clock';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeepingProvider, openTestMessages, type TestMessages } from '../../../test/support/messages.ts';
import { ProblemError } from '../errors/problem-error.ts';

const REQUESTS = 1_000;
const AT_ONCE = 50;
const settings = { perAddress10Min: 20, perAddressDay: 100, perPrefixHour: 30, perDay: 200 };

/** What a thief can make us spend: messages that really left, counted at the provider, over two servers. */
describe('a storm of 1,000 code requests on two servers', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let servers: TestMessages[];
  let provider: KeepingProvider;

  beforeEach(async () => {
    database = await createTestDatabase();
    clock = new FakeClock(Date.now());
    provider = new KeepingProvider();
    const open = () => openTestMessages({ database, clock, providers: [provider], settings });
    servers = [await open(), await open()];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.drop();
  });

  const storm = async (
    name: string,
    make: (i: number) => { phone: string; address: string },
    pauseMs = 0,
  ): Promise<{ sent: number; refused: number }> => {
    let refused = 0;
    for (let from = 0; from < REQUESTS; from += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, offset) => {
          const i = from + offset;
          const server = servers[i % servers.length] as TestMessages;
          try {
            await server.codes.request({ ...make(i), purpose: 'sign-in', language: 'ru' });
          } catch (error) {
            if (!(error instanceof ProblemError) || error.problem.code !== 'codes/limit') throw error;
            expect(error.status).toBe(429);
            expect(error.options.retryAfterSeconds).toBeGreaterThan(0);
            refused += 1;
          }
        }),
      );
      clock.advance(pauseMs);
    }
    // Both servers empty the same outbox at once.
    while ((await Promise.all(servers.map(({ dispatcher }) => dispatcher.runOnce()))).some((n) => n > 0));
    const sent = provider.sent.length;
    expect(new Set(provider.sent.map(({ id }) => id)).size).toBe(sent);
    expect(sent + refused).toBe(REQUESTS);
    console.log(`storm, ${name}: ${REQUESTS} requests, ${sent} messages sent, ${refused} refused`);
    return { sent, refused };
  };

  const phoneOf = (i: number) => `+9989${String(((i * 7_919_777) % 90_000_000) + 10_000_000)}`;
  const addressOf = (i: number) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;

  it('sends twenty when one address asks for a thousand phones', async () => {
    const { sent } = await storm('many phones from one address', (i) => ({
      phone: phoneOf(i),
      address: '203.0.113.9',
    }));
    expect(sent).toBe(settings.perAddress10Min);
  });

  it('sends twenty when the address is one of IPv6 that changes its last half', async () => {
    const { sent } = await storm('many phones from one IPv6 subscriber', (i) => ({
      phone: phoneOf(i),
      address: `2001:db8:1:2:${i.toString(16)}::1`,
    }));
    expect(sent).toBe(settings.perAddress10Min);
  });

  it('sends one when a thousand addresses ask for one phone, and three in ten minutes', async () => {
    const request = (i: number) => ({ phone: '+998901234567', address: addressOf(i) });
    // 20 waves, 25 seconds apart: somewhat over eight minutes.
    const { sent } = await storm('one phone from many addresses, in 8 minutes', request, 25_000);
    expect(sent).toBe(3);
  });

  it('sends thirty along ten thousand neighbouring phones', async () => {
    const { sent } = await storm('neighbouring phones from many addresses', (i) => ({
      phone: `+99890123${String(1000 + i)}`,
      address: addressOf(i),
    }));
    expect(sent).toBe(settings.perPrefixHour);
  });

  it('never sends more than the day may cost, however spread the storm is', async () => {
    const { sent } = await storm('every phone and address another', (i) => ({
      phone: phoneOf(i),
      address: addressOf(i),
    }));
    expect(sent).toBe(settings.perDay);
  });
});
