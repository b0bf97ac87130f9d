import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, isGtin, normaliseBarcode } from './barcode.ts';

describe('checkDigit', () => {
  it.each([
    ['400638133393', 1],
    ['7351353', 7],
    ['03600029145', 2],
    ['1061414100041', 5],
    ['000000000000', 0],
  ])('%s ends in %i', (body, digit) => {
    expect(checkDigit(body)).toBe(digit);
    expect(isGtin(`${body}${digit}`)).toBe(true);
  });

  it.each(['', '12a', '1 2'])('refuses %j', (body) => {
    expect(() => checkDigit(body)).toThrow('barcode/not-digits');
  });
});

describe('isGtin', () => {
  it.each(['4006381333932', '400638133393', '', 'ABC', '40063813339311', '123456789'])(
    'refuses %j',
    (code) => {
      expect(isGtin(code)).toBe(false);
    },
  );

  it('notices any one wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'4006381333931'];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(isGtin(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('normaliseBarcode', () => {
  it.each([
    ['  4006381333931\r\n', '4006381333931'],
    ['4006 3813 33931', '4006381333931'],
    ['４００６３８１３３３９３１', '4006381333931'],
    ['036000291452', '0036000291452'],
    ['04006381333931', '4006381333931'],
    ['10614141000415', '10614141000415'],
    ['036000291453', '036000291453'],
    ['Kofe-01', 'Kofe-01'],
    ['\u200b \u0000', ''],
  ])('%j becomes %j', (raw, code) => {
    expect(normaliseBarcode(raw)).toBe(code);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const once = normaliseBarcode(raw);
        expect(normaliseBarcode(once)).toBe(once);
      }),
    );
  });
});
