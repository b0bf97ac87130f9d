import { FakeClock } from '@jowi/testkit/fake-clock';
import { createTestDatabase, type TestDatabase } from '@jowi/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockOf } from '../../../test/support/messages.ts';
import { startTestRedis, type TestRedis } from '../../../test/support/redis.ts';
import { InstallationDb } from '../db/installation-db.ts';
import { type OpenRateLimits, openRateLimits } from './open-rate-limits.ts';
import type { Limit, RateLimits } from './rate-limits.ts';

const redis = await startTestRedis();
if (!redis) console.warn('No redis-server on this machine: limits are tried in PostgreSQL only');

const stores: readonly { readonly name: string; readonly store: TestRedis | null }[] = [
  { name: 'PostgreSQL', store: null },
  ...(redis ? [{ name: 'Redis', store: redis }] : []),
];

/** Two servers of one installation, on each store there is. */
describe.each(stores)('limits shared by two servers in $name', ({ store }) => {
  let database: TestDatabase;
  let dbs: InstallationDb[];
  let opened: OpenRateLimits[];
  let nodes: RateLimits[];
  const clock = new FakeClock(Date.now());
  const failures: unknown[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    dbs = [0, 1].map(() => new InstallationDb({ url: database.authUrl, onConnectionError: () => undefined }));
    opened = dbs.map((db) =>
      openRateLimits({
        redisUrl: store?.url ?? null,
        db,
        clock: clockOf(clock),
        secret: 'x'.repeat(32),
        onFailure: (error) => failures.push(error),
      }),
    );
    nodes = opened.map(({ limits }) => limits);
    // The first command may come before Redis is connected: then memory counts.
    if (store) await new Promise((resolve) => setTimeout(resolve, 300));
    failures.length = 0;
  });
  afterAll(async () => {
    for (const { close } of opened) close();
    for (const db of dbs) await db.onApplicationShutdown();
    await database.drop();
    await store?.stop();
  });

  const limit = (name: string, max: number, windowMs = 600_000): Limit => ({
    // Of each store: Redis may be one that is kept between runs.
    name: `${name} ${process.pid} ${Date.now()}`,
    max,
    windowMs,
  });
  const takeMany = async (count: number, draws: Parameters<RateLimits['tryTake']>[0]) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_it, i) => (nodes[i % 2] as RateLimits).tryTake(draws)),
    );
    return answers.filter((refusal) => refusal === null).length;
  };

  it('lets exactly as many through as it says, of two hundred at once', async () => {
    const twenty = limit('twenty', 20);
    expect(await takeMany(200, [{ limit: twenty, key: 'a' }])).toBe(20);
    expect(await takeMany(10, [{ limit: twenty, key: 'b' }])).toBe(10);
    const refusal = await nodes[0]?.tryTake([{ limit: twenty, key: 'a' }]);
    expect(refusal?.retryAfterSeconds).toBeGreaterThan(500);
    expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(600);
    expect(failures).toEqual([]);
  });

  it('uses up none of the others when one limit refuses', async () => {
    const [wide, narrow] = [limit('wide', 5), limit('narrow', 1)];
    const both = [
      { limit: wide, key: 'a' },
      { limit: narrow, key: 'a' },
    ];
    for (let i = 0; i < 10; i++) await nodes[i % 2]?.tryTake(both);
    expect(await takeMany(4, [{ limit: wide, key: 'a' }])).toBe(4);
    expect(await takeMany(1, [{ limit: wide, key: 'a' }])).toBe(0);
  });

  it('takes back what did not count, on either server', async () => {
    const one = limit('one', 1);
    for (let i = 0; i < 6; i++) {
      expect(await nodes[i % 2]?.tryTake([{ limit: one, key: 'a' }])).toBeNull();
      await nodes[(i + 1) % 2]?.giveBack([{ limit: one, key: 'a' }]);
    }
  });

  it('begins anew after the window', async () => {
    const short = limit('short', 1, 1_000);
    expect(await takeMany(3, [{ limit: short, key: 'a' }])).toBe(1);
    clock.advance(1_000);
    if (store) await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await takeMany(3, [{ limit: short, key: 'a' }])).toBe(1);
    await opened[0]?.removeEnded();
  });

  it('goes on with the same numbers in memory while the store is away', async () => {
    const three = limit('three', 3);
    const strict = { ...limit('strict', 3), isStrict: true };
    if (store) {
      await store.stop();
      // PostgreSQL takes over, for both servers together.
      expect(await takeMany(20, [{ limit: strict, key: 'a' }])).toBe(3);
    }
    await dbs[0]?.onApplicationShutdown();
    const node = nodes[0] as RateLimits;
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await node.tryTake([{ limit: three, key: 'a' }]));
    expect(answers.map((refusal) => refusal === null)).toEqual([true, true, true, false, false]);
    expect(failures.length).toBeGreaterThan(0);
    await expect(node.tryTake([{ limit: strict, key: 'b' }])).rejects.toMatchObject({
      problem: { code: 'common/unavailable' },
      options: { retryAfterSeconds: 5 },
    });
  });
});
