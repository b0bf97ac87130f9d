import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit.ts';

describe('AttemptLimit', () => {
  it('refuses after so many failures, until the window ends', () => {
    const limit = new AttemptLimit(2, 60_000);
    limit.fail('a', 0);
    limit.check('a', 1);
    limit.fail('a', 1);
    expect(() => limit.check('a', 59_001)).toThrow(
      expect.objectContaining({ status: 429, options: expect.objectContaining({ retryAfterSeconds: 1 }) }),
    );
    limit.check('b', 1);
    limit.check('a', 60_000);
    limit.fail('a', 60_000);
    limit.check('a', 60_001);
  });

  it('takes a failure back', () => {
    const limit = new AttemptLimit(1, 60_000);
    limit.fail('a', 0);
    limit.forgive('a');
    limit.check('a', 0);
    limit.forgive('never seen');
  });

  it('keeps a bounded number of keys', () => {
    const limit = new AttemptLimit(1, 60_000, 3);
    for (const key of ['a', 'b', 'c', 'd']) limit.fail(key, 0);
    limit.check('a', 0);
    expect(() => limit.check('d', 0)).toThrow();
  });
});
