import { describe, expect, it } from 'vitest';
import { dateTextOf, parseDateText, showDateText } from './date-text.ts';

describe('date text', () => {
  it.each([
    ['2', '2'],
    ['231', '23.1'],
    ['23112026', '23.11.2026'],
    ['23.11.2026', '23.11.2026'],
    ['23/11/20269', '23.11.2026'],
    ['', ''],
  ])('shows %s as %s', (typed, shown) => expect(showDateText(typed)).toBe(shown));

  it.each([
    ['23.11.2026', '2026-11-23'],
    ['29.02.2028', '2028-02-29'],
    ['', ''],
    ['30.02.2026', null],
    ['31.13.2026', null],
    ['23.11', null],
  ])('reads %s as %s', (shown, iso) => expect(parseDateText(shown)).toBe(iso));

  it('goes back', () => expect(dateTextOf('2026-11-23')).toBe('23.11.2026'));
});
