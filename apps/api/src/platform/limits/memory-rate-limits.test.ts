import { FakeClock } from '@jowi/testkit/fake-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { clockOf } from '../../../test/support/messages.ts';
import { addressKey } from './address-key.ts';
import { InsuredRateLimits } from './insured-rate-limits.ts';
import { MemoryRateLimits, StopgapRateLimits } from './memory-rate-limits.ts';
import { type Draw, type Limit, RateLimits } from './rate-limits.ts';

const TWO: Limit = { name: 'test/two', max: 2, windowMs: 60_000 };
const ONE: Limit = { name: 'test/one', max: 1, windowMs: 10_000 };

describe('MemoryRateLimits', () => {
  let clock: FakeClock;
  let limits: MemoryRateLimits;

  beforeEach(() => {
    clock = new FakeClock(0);
    limits = new MemoryRateLimits(clockOf(clock), 3);
  });
  const two = (key: string): Draw => ({ limit: TWO, key });

  it('refuses what is over the limit until the window ends, and says when that is', async () => {
    await limits.take([two('a')]);
    clock.advance(500);
    await limits.take([two('a')]);
    await expect(limits.take([two('a')])).rejects.toMatchObject({
      status: 429,
      options: { retryAfterSeconds: 60, params: { seconds: 60 } },
    });
    await limits.take([two('b')]);
    clock.advance(59_500);
    await limits.take([two('a')]);
  });

  it('takes of every limit or of none, and names the longest wait', async () => {
    await limits.take([two('a'), { limit: ONE, key: 'a' }]);
    expect(await limits.tryTake([two('a'), { limit: ONE, key: 'a' }])).toEqual({
      limit: ONE,
      retryAfterSeconds: 10,
    });
    await limits.take([two('a')]);
    expect(await limits.tryTake([two('a'), { limit: ONE, key: 'a' }])).toMatchObject({ limit: TWO });
  });

  it('takes back what turned out not to count', async () => {
    for (let i = 0; i < 5; i++) {
      await limits.take([two('a')]);
      await limits.giveBack([two('a')]);
    }
    await limits.giveBack([two('never seen')]);
  });

  it('keeps a bounded number of keys', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await limits.take([{ limit: ONE, key }]);
    expect(await limits.tryTake([{ limit: ONE, key: 'd' }])).not.toBeNull();
    expect(await limits.tryTake([{ limit: ONE, key: 'a' }])).toBeNull();
  });
});

describe('InsuredRateLimits', () => {
  it.each([
    ['fails', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('goes on counting in memory while the store %s', async (_, behave) => {
    const failures: unknown[] = [];
    class Away extends RateLimits {
      override tryTake = behave;
      override giveBack = behave;
    }
    const own = new StopgapRateLimits(clockOf(new FakeClock(0)));
    const limits = new InsuredRateLimits(new Away(), own, (error) => failures.push(error));
    expect(await limits.tryTake([{ limit: ONE, key: 'a' }])).toBeNull();
    expect(await limits.tryTake([{ limit: ONE, key: 'a' }])).toMatchObject({ limit: ONE });
    expect(failures).toHaveLength(2);
    await expect(limits.tryTake([{ limit: { ...ONE, isStrict: true }, key: 'b' }])).rejects.toMatchObject({
      problem: { code: 'common/unavailable' },
    });
  });
});

describe('addressKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
