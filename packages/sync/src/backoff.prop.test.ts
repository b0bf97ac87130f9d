import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffDelayMs, DEFAULT_BACKOFF, MAX_RETRY_AFTER_MS, retryDelayMs } from './backoff.ts';

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

const failures = fc.integer({ min: 1, max: 10_000 });

it('never comes back before the server asked for it, and never waits longer than twice that', () => {
  const asked = fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.double({ min: 0, noNaN: true }));
  fc.assert(
    fc.property(failures, asked, random, (failed, askedMs, drawn) => {
      const delayMs = retryDelayMs(failed, askedMs, () => drawn);
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(Math.min(askedMs, MAX_RETRY_AFTER_MS));
      expect(delayMs).toBeLessThanOrEqual(Math.max(2 * askedMs, askedMs + DEFAULT_BACKOFF.baseMs) + 1);
      expect(delayMs).toBeLessThanOrEqual(2 * MAX_RETRY_AFTER_MS);
    }),
  );
});

it('spreads those who were told the same second', () => {
  fc.assert(
    fc.property(failures, fc.integer({ min: 1, max: 10_000_000 }), (failed, askedMs) => {
      const heededMs = Math.min(askedMs, MAX_RETRY_AFTER_MS);
      const last = retryDelayMs(failed, askedMs, () => 0.999_999);
      expect(last - heededMs).toBeGreaterThanOrEqual(Math.floor(heededMs * 0.49));
    }),
  );
});

it('is the plain back-off when nothing was asked, or nothing that makes sense', () => {
  fc.assert(
    fc.property(failures, random, fc.constantFrom(undefined, 0, -1, Number.NaN), (failed, drawn, askedMs) => {
      expect(retryDelayMs(failed, askedMs, () => drawn)).toBe(backoffDelayMs(failed, () => drawn));
    }),
  );
});
