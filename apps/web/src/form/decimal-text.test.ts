import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from './decimal-text.ts';

describe('toWire', () => {
  it.each([
    ['12500', 2, '1250000'],
    ['12500.5', 2, '1250050'],
    ['0.05', 2, '5'],
    ['1.', 3, '1000'],
    ['0', 3, '0'],
    ['99999999999999999999.99', 2, '9999999999999999999999'],
  ])('%s with %i digits', (text, digits, units) => expect(toWire(text, digits)).toBe(units));

  it.each([
    ['', 2],
    ['1.234', 2],
    ['a', 2],
    ['1e3', 2],
    ['.5', 2],
  ])('refuses %s', (text, digits) => expect(toWire(text, digits)).toBeNull());
});

describe('fromWire', () => {
  it.each([
    ['1250000', 2, '12500'],
    ['1250050', 2, '12500.5'],
    ['5', 2, '0.05'],
    ['-735', 3, '-0.735'],
    ['0', 3, '0'],
  ])('%s with %i digits', (units, digits, text) => expect(fromWire(units, digits)).toBe(text));
});
