import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPinfl, parseTaxId, pinflCheckDigit } from './tax-id.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** PINFLs of people that could live: every one has a day of birth and the right last digit. */
const arbPinfl = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([century, day, month, year, number]) => {
    const body = `${century}${two(day)}${two(month)}${two(year)}${String(number).padStart(6, '0')}`;
    return `${body}${pinflCheckDigit(body)}`;
  });

describe('tax ids', () => {
  it('every well-formed PINFL is read back as it is, however it is spaced', () => {
    fc.assert(
      fc.property(
        arbPinfl,
        fc.integer({ min: 0, max: 14 }),
        fc.constantFrom(' ', '-', '\u00a0', ''),
        (id, at, gap) => {
          expect(parseTaxId(`${id.slice(0, at)}${gap}${id.slice(at)}`)).toEqual({ kind: 'pinfl', value: id });
        },
      ),
    );
  });

  it('one digit typed wrong is always noticed: every weight shares no factor with ten', () => {
    fc.assert(
      fc.property(
        arbPinfl,
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 1, max: 9 }),
        (id, at, step) => {
          const wrong = `${id.slice(0, at)}${(Number(id[at]) + step) % 10}${id.slice(at + 1)}`;
          expect(isPinfl(wrong)).toBe(false);
        },
      ),
    );
  });

  it('nothing but nine or fourteen digits is ever taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        let value = '';
        try {
          value = parseTaxId(text).value;
        } catch (error) {
          expect(String(error)).toMatch(/business\/(tax-id-format|pinfl-invalid)/);
          return;
        }
        expect(value).toMatch(/^(\d{9}|\d{14})$/);
      }),
    );
  });
});
