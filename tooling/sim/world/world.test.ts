import { describe, expect, it } from 'vitest';
import { Rng } from './rng.ts';
import { World } from './world.ts';

describe('virtual time', () => {
  it('runs events by time, those of one moment in order, and what follows from each before the next', async () => {
    const world = new World('1');
    const seen: string[] = [];
    world.after(20, () => seen.push('late'));
    world.after(10, () => {
      seen.push('first');
      void Promise.resolve().then(() => seen.push('its echo'));
      setImmediate(() => seen.push('its turn'));
    });
    world.after(10, () => seen.push('second'));
    world.after(15, () => seen.push('cancelled'))();
    await world.run(100);
    expect(seen).toEqual(['first', 'its echo', 'its turn', 'second', 'late']);
    expect(world.nowMs).toBe(100);
  });

  it('sleeping moves the calendar and no machine', async () => {
    const world = new World('1');
    const before = world.timeMs;
    world.sleep(86_400_000);
    expect(world.nowMs).toBe(0);
    expect(world.timeMs - before).toBe(86_400_000);
  });

  it('a seed is a stream of numbers, and a fork of it another', () => {
    const draw = (rng: Rng) => Array.from({ length: 5 }, () => rng.int(0, 1_000));
    expect(draw(new Rng('7'))).toEqual(draw(new Rng('7')));
    expect(draw(new Rng('7'))).not.toEqual(draw(new Rng('8')));
    expect(draw(new Rng('7').fork('a'))).not.toEqual(draw(new Rng('7').fork('b')));
  });
});
