import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatDate,
  formatDateTime,
  formatMoney,
  formatPhone,
  formatQty,
  formatRate,
  moneyParts,
  parseMoney,
  parsePhone,
  parseQty,
} from './format.ts';

/** Narrow and no-break spaces made visible. */
const seen = (text: string) => text.replace(/[\u202f\u00a0]/g, '_');

describe('money', () => {
  it('groups so‘m by thin spaces and shows tiyin only when there are any', () => {
    expect(seen(formatAmount(123_456_700n))).toBe('1_234_567');
    expect(seen(formatAmount(123_456_750n))).toBe('1_234_567,50');
    expect(seen(formatAmount(-5n))).toBe('−0,05');
    expect(seen(formatAmount(0n))).toBe('0');
    expect(seen(formatMoney(99_900n, 'ru'))).toBe('999_сум');
    expect(seen(formatMoney(100_000n, 'uz'))).toBe('1_000_soʻm');
    expect(seen(formatMoney(9_007_199_254_740_993n, 'uz-Cyrl'))).toBe('90_071_992_547_409,93_сўм');
  });

  it('comes in parts for screens', () => {
    expect(moneyParts(-150_050n, 'uz')).toEqual({
      sign: '−',
      whole: '1\u202f500',
      fraction: ',50',
      currency: 'soʻm',
    });
  });

  it.each([
    ['1 234 567', 123_456_700n],
    ['1\u202f234,50', 123_450n],
    ['1234.5', 123_450n],
    ['1,234,567', 123_456_700n],
    ['1.234.567,05', 123_456_705n],
    ['12 500 soʻm', 1_250_000n],
    ["12 500 so'm", 1_250_000n],
    ['3000 сум', 300_000n],
    ['-7', -700n],
    ['0', 0n],
    ['', null],
    ['abc', null],
    ['1,234', null],
    ['1.5.5', null],
    ['12,345', null],
    ['1e5', null],
    ['=1+1', null],
    [',5', null],
  ])('reads %j as %s', (text, tiyin) => {
    expect(parseMoney(text)).toBe(tiyin);
  });

  it('reads what it wrote', () => {
    for (const tiyin of [0n, 1n, 99n, 100n, 123_456n, -98_765_432_100n]) {
      expect(parseMoney(formatAmount(tiyin))).toBe(tiyin);
      expect(parseMoney(formatMoney(tiyin, 'uz'))).toBe(tiyin);
    }
  });
});

describe('quantity', () => {
  it('shows thousandths without useless zeros', () => {
    expect(seen(formatQty(12_000n, 'piece', 'ru'))).toBe('12_шт');
    expect(seen(formatQty(735n, 'kg', 'uz'))).toBe('0,735_kg');
    expect(seen(formatQty(-1_500_500n, 'litre', 'ru'))).toBe('−1_500,5_л');
  });

  it('reads comma and point', () => {
    expect(parseQty('1,5')).toBe(1500n);
    expect(parseQty('0.735')).toBe(735n);
    expect(parseQty('1,2345')).toBeNull();
    expect(parseQty('')).toBeNull();
  });
});

describe('dates, rates and phones', () => {
  it('are written the local way', () => {
    expect(formatDate('2026-11-03')).toBe('03.11.2026');
    // 19:30 UTC is half past midnight in Tashkent.
    expect(formatDateTime(Date.UTC(2026, 10, 3, 19, 30))).toBe('04.11.2026 00:30');
    expect(seen(formatRate(1200))).toBe('12_%');
    expect(seen(formatRate(750))).toBe('7,5_%');
    expect(formatPhone('+998901234567')).toBe('+998 90 123-45-67');
    expect(formatPhone('112')).toBe('112');
  });

  it('reads phones as people type them', () => {
    expect(parsePhone('90 123-45-67')).toBe('+998901234567');
    expect(parsePhone('+998 (90) 123 45 67')).toBe('+998901234567');
    expect(parsePhone('90 123')).toBeNull();
    expect(parsePhone('call me 901234567')).toBeNull();
  });
});
