import { describe, expect, it } from 'vitest';
import { foldFiscalName } from './fiscal-name.ts';

describe('foldFiscalName', () => {
  it.each([
    ['Oʻzbek gʻishti', "O'zbek g'ishti"],
    ['Maʼno ‘a’ `b`', "Ma'no 'a' 'b'"],
    ['Сыр — «Ўзбекистон» № 5', 'Сыр - «Ўзбекистон» № 5'],
    ['Қатиқ Ғалла Ҳолва', 'Қатиқ Ғалла Ҳолва'],
    ['Café 1 л\n×\t2…', 'Cafe 1 л x 2...'],
    ['😀 Choy 茶', 'Choy'],
    ['茶', ''],
    ['Йод ёлка', 'Йод ёлка'],
  ])('%s -> %s', (name, folded) => expect(foldFiscalName(name)).toBe(folded));

  it('cuts to 63 characters', () => {
    expect(foldFiscalName('Ў'.repeat(80))).toBe('Ў'.repeat(63));
  });
});
