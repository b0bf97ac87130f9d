import { describe, expect, it } from 'vitest';
import { latinToCyrillic } from './transliterate.ts';

describe('latinToCyrillic', () => {
  it.each([
    ['Chek saqlandi', 'Чек сақланди'],
    ['Toʻlov', 'Тўлов'],
    ['Qaytim', 'Қайтим'],
    ['Yogʻ va choy', 'Ёғ ва чой'],
    ['Yoʻq', 'Йўқ'],
    ['SHAKAR', 'ШАКАР'],
    ['Shakar', 'Шакар'],
    ['eʼlon', 'эълон'],
    ['maʼlumot', 'маълумот'],
    ['eng yangi', 'энг янги'],
    ['yetmayapti', 'етмаяпти'],
    ['xato, hisob', 'хато, ҳисоб'],
    ["o'chirish", 'ўчириш'],
    ['Dekabr', 'Декабрь'],
    ['parolni', 'парольни'],
    ['1 234 soʻm', '1 234 сўм'],
  ])('%s -> %s', (latin, cyrillic) => {
    expect(latinToCyrillic(latin)).toBe(cyrillic);
  });

  it('leaves placeholders, tags and technical names alone', () => {
    expect(latinToCyrillic('{{count}} ta chek, <b>PIN</b> va CSV')).toBe(
      '{{count}} та чек, <b>PIN</b> ва CSV',
    );
    expect(latinToCyrillic('https://jowi.uz/yordam')).toBe('https://jowi.uz/yordam');
  });

  it('does nothing to Cyrillic', () => {
    expect(latinToCyrillic('Ўзбекистон')).toBe('Ўзбекистон');
  });
});
