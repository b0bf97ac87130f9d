import { describe, expect, it } from 'vitest';
import {
  caretAfterRegroup,
  parseNumericText,
  showNumericText,
  significantRightOf,
} from './numeric-format.ts';

describe('parseNumericText', () => {
  it('reads groups, comma and point', () => {
    expect(parseNumericText('1 234 567', 0)).toBe('1234567');
    expect(parseNumericText('1\u202f234,50', 2)).toBe('1234.50');
    expect(parseNumericText('0012', 0)).toBe('12');
    expect(parseNumericText(',5', 3)).toBe('0.5');
    expect(parseNumericText('12,', 2)).toBe('12.');
    expect(parseNumericText('', 2)).toBe('');
  });

  it('refuses what cannot become a number', () => {
    expect(parseNumericText('12a', 2)).toBeNull();
    expect(parseNumericText('1,2,3', 2)).toBeNull();
    expect(parseNumericText('1,234', 2)).toBeNull();
    expect(parseNumericText('1,2', 0)).toBeNull();
    expect(parseNumericText('-5', 2)).toBeNull();
    expect(parseNumericText('-5', 2, true)).toBe('-5');
  });
});

describe('showNumericText', () => {
  it('groups the whole part only', () => {
    expect(showNumericText('1234567.125')).toBe('1\u202f234\u202f567,125');
    expect(showNumericText('-1000')).toBe('-1\u202f000');
    expect(showNumericText('12.')).toBe('12,');
    expect(showNumericText('')).toBe('');
  });
});

describe('caret', () => {
  it('stays before the same digits when a group appears', () => {
    const shown = showNumericText('1234567');
    expect(shown.slice(caretAfterRegroup(shown, significantRightOf('123|4567'.replace('|', ''), 3)))).toBe(
      '4\u202f567',
    );
    expect(caretAfterRegroup(shown, 0)).toBe(shown.length);
  });
});
