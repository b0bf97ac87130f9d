import { describe, expect, it } from 'vitest';
import { createRng } from './rng.ts';

describe('createRng', () => {
  it('repeats itself for a seed and differs for another', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (rng) => () =>
            rng.uint32()
        )(createRng(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays within the bounds, both included', () => {
    const rng = createRng(1);
    const seen = new Set(Array.from({ length: 1_000 }, () => rng.int(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
    expect(rng.bigint(10n, 10n)).toBe(10n);
  });

  it('forks a generator that does not depend on how much the fork is used', () => {
    const afterFork = (draws: number) => {
      const rng = createRng(42);
      const fork = rng.fork();
      for (let i = 0; i < draws; i++) fork.uint32();
      return rng.uint32();
    };
    expect(afterFork(0)).toBe(afterFork(100));
  });
});
