import { expect, it } from 'vitest';
import { shrink } from './shrink.ts';

it('leaves the steps it takes to break it, and no others', async () => {
  const steps = Array.from({ length: 40 }, (_, i) => i);
  const needed = [3, 17, 31];
  const left = await shrink(steps, async (only) => needed.every((id) => only.includes(id)));
  expect(left).toEqual(needed);
});
