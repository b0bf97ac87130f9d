import { describe, expect, it } from 'vitest';
import { tiyin } from './money.ts';
import { vatIncluded } from './tax.ts';

describe('vatIncluded', () => {
  it('gives the official sample: 100000 less 50000 at 12 % contains 5357', () => {
    expect(vatIncluded(tiyin(100_000 - 50_000), 1200, 'floor')).toBe(5357n);
  });

  it('rounds as told: 112 at 12 % is exact, 50000 is 5357.14', () => {
    expect(vatIncluded(tiyin(112), 1200, 'ceil')).toBe(12n);
    expect(vatIncluded(tiyin(50_000), 1200, 'half-up')).toBe(5357n);
    expect(vatIncluded(tiyin(50_000), 1200, 'ceil')).toBe(5358n);
  });

  it('is the mirror for a refund', () => {
    expect(vatIncluded(tiyin(-50_000), 1200, 'floor')).toBe(-5357n);
  });

  it('is zero at the zero rate and without VAT', () => {
    expect(vatIncluded(tiyin(50_000), 0, 'ceil')).toBe(0n);
    expect(vatIncluded(tiyin(50_000), null, 'ceil')).toBe(0n);
  });

  it.each([-1, 0.5, 10_001, Number.NaN])('refuses the rate %s', (rate) => {
    expect(() => vatIncluded(tiyin(1), rate, 'floor')).toThrow('tax/rate-invalid');
  });
});
