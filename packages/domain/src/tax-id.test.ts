import { describe, expect, it } from 'vitest';
import { isPinfl, parseTaxId, pinflCheckDigit } from './tax-id.ts';

/** Thirteen digits and the right fourteenth. */
const pinfl = (body: string) => `${body}${pinflCheckDigit(body)}`;

describe('parseTaxId', () => {
  it('tells a company by nine digits from a person by fourteen', () => {
    expect(parseTaxId('305123456')).toEqual({ kind: 'stir', value: '305123456' });
    expect(parseTaxId(pinfl('3150590123456'))).toEqual({ kind: 'pinfl', value: pinfl('3150590123456') });
  });

  it('takes the spaces, hyphens and invisible marks of a copied number away', () => {
    expect(parseTaxId(' 305 123-456\u200b').value).toBe('305123456');
    expect(parseTaxId('３０５１２３４５６').value).toBe('305123456');
  });

  it.each([
    '',
    '12345678',
    '1234567890',
    '30512345a',
    '000000000',
    '1'.repeat(13),
    '1'.repeat(15),
    '-305123456x',
  ])('refuses %j as neither', (text) => {
    expect(() => parseTaxId(text)).toThrow('business/tax-id-format');
  });
});

describe('isPinfl', () => {
  it('has weights 7, 3, 1 over the first thirteen digits', () => {
    // 3*7+1*3+5*1+0*7+5*3+9*1+0*7+1*3+2*1+3*7+4*3+5*1+6*7 = 138
    expect(pinflCheckDigit('3150590123456')).toBe(8);
    expect(isPinfl('31505901234568')).toBe(true);
  });

  it('wants a day of birth that exists in its century', () => {
    expect(isPinfl(pinfl('5290200123456'))).toBe(true); // 29.02.2000
    expect(isPinfl(pinfl('3290200123456'))).toBe(false); // 29.02.1900 was not
    expect(isPinfl(pinfl('3310490123456'))).toBe(false);
    expect(isPinfl(pinfl('3001290123456'))).toBe(false);
    expect(isPinfl(pinfl('3011390123456'))).toBe(false);
  });

  it('knows no seventh century digit', () => {
    expect(isPinfl(pinfl('7150590123456'))).toBe(false);
    expect(isPinfl(pinfl('0150590123456'))).toBe(false);
  });
});
