import { describe, expect, it } from 'vitest';
import { parseQtyMilli, qtyMilli, WHOLE } from './quantity.ts';

describe('quantity', () => {
  it('counts thousandths', () => {
    expect(WHOLE).toBe(1000n);
    expect(qtyMilli(735)).toBe(735n);
    expect(qtyMilli(735n)).toBe(735n);
    expect(parseQtyMilli('-1500')).toBe(-1500n);
  });

  it('refuses fractions of a thousandth', () => {
    expect(() => qtyMilli(0.735)).toThrow('quantity/not-an-integer');
    expect(() => parseQtyMilli('0.735')).toThrow('quantity/not-an-integer');
  });
});
