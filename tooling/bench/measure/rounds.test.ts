import { describe, expect, it } from 'vitest';
import { interleave } from './rounds.ts';

describe('interleave', () => {
  it('takes turns, changes who goes first, and does not count the warm-up', async () => {
    const order: string[] = [];
    const turn = (name: string, figure: number) => async (round: number) => {
      order.push(`${name}${round}`);
      return round === 0 ? 1_000_000 : figure * round;
    };
    const rounds = await interleave({ a: turn('a', 10), b: turn('b', 5) }, 3);
    expect(order).toEqual(['a0', 'b0', 'a1', 'b1', 'b2', 'a2', 'a3', 'b3']);
    expect(rounds.median).toEqual({ a: 20, b: 10 });
    expect(rounds.ratio('a', 'b')).toBe(2);
  });
});
