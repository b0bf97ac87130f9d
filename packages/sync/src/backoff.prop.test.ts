import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffDelayMs, DEFAULT_BACKOFF } from './backoff.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('stays between nothing and the doubling ceiling, however many failures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, (failures, drawn) => {
      const delayMs = backoffDelayMs(failures, () => drawn);
      const ceilingMs = Math.min(
        DEFAULT_BACKOFF.maxMs,
        DEFAULT_BACKOFF.baseMs * 2 ** Math.min(failures - 1, 30),
      );
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThan(ceilingMs);
    }),
  );
});
