import { describe, expect, it } from 'vitest';
import { phoneToWire, showPhone } from './phone-text.ts';

describe('showPhone', () => {
  it.each([
    ['', '+998'],
    ['9', '+998 9'],
    ['901', '+998 90 1'],
    ['901234567', '+998 90 123-45-67'],
    ['+998 90 123 45 67', '+998 90 123-45-67'],
    ['998901234567', '+998 90 123-45-67'],
    ['+998 90 123-45-67 ext', '+998 90 123-45-67'],
    ['90123456789', '+998 90 123-45-67'],
    ['+998 ', '+998'],
    ['+99', '+998'],
    ['+998 99', '+998 99'],
  ])('%s', (typed, shown) => expect(showPhone(typed)).toBe(shown));

  it('goes to the wire without spaces', () => expect(phoneToWire('+998 90 123-45-67')).toBe('+998901234567'));
});
