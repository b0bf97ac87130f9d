import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSearch, foldVariants } from './fold.ts';

const letters = [
  ..."abcdefghijklmnopqrstuvwxyz0123456789 -'ʻʼ’",
  ...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳçşéü',
];
const names = fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 });

describe('foldSearch', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.string({ unit: 'grapheme' })), (text) => {
        const folded = foldSearch(text);
        expect(foldSearch(folded)).toBe(folded);
        expect(folded).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not see case, and keeps every digit in order', () => {
    fc.assert(
      fc.property(names, (text) => {
        expect(foldSearch(text.toUpperCase())).toBe(foldSearch(text.toUpperCase().toLowerCase()));
        expect(foldSearch(text).replace(/\D/g, '')).toBe(text.replace(/\D/g, ''));
      }),
    );
  });

  it('is the first of its variants', () => {
    fc.assert(
      fc.property(names, (text) => {
        const folded = foldSearch(text);
        if (folded !== '') expect(foldVariants(text)[0]).toBe(folded);
      }),
    );
  });
});
