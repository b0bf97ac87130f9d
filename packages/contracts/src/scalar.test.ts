import { describe, expect, it } from 'vitest';
import { zBarcode, zPageQuery, zPhone, zTiyin, zTiyinPositive } from './scalar.ts';

describe('money on the wire', () => {
  it.each(['0', '1', '-1', '999999999999999999'])('takes %s', (text) => {
    expect(zTiyin.safeParse(text).success).toBe(true);
  });
  it.each(['', '-', '01', '1.5', '1e3', ' 1', '+1', '1000000000000000000', 'NaN', '-0x1'])(
    'refuses %j',
    (text) => {
      expect(zTiyin.safeParse(text).success).toBe(false);
    },
  );
  it('a number is not money', () => expect(zTiyin.safeParse(100).success).toBe(false));
  it('below zero only where it may be', () => expect(zTiyinPositive.safeParse('-1').success).toBe(false));
});

describe('other scalars', () => {
  it('a phone is +998 and nine digits', () => {
    expect(zPhone.safeParse('+998901234567').success).toBe(true);
    for (const bad of ['998901234567', '+99890123456', '+79001234567', '+998 90 123 45 67']) {
      expect(zPhone.safeParse(bad).success).toBe(false);
    }
  });
  it('a barcode has no control characters or spaces', () => {
    expect(zBarcode.safeParse('4780000000001').success).toBe(true);
    for (const bad of ['', '1 2', '1\u001d2', 'код', 'a'.repeat(64)])
      expect(zBarcode.safeParse(bad).success).toBe(false);
  });
  it('a page has at most 200 rows', () => {
    expect(zPageQuery.parse({}).limit).toBe(50);
    expect(zPageQuery.safeParse({ limit: '201' }).success).toBe(false);
  });
});
