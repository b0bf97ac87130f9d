import { describe, expect, it } from 'vitest';
import { foldSearch, foldVariants, otherLayout } from './fold.ts';

describe('foldSearch', () => {
  it.each([
    ['кола', 'kola', 'Kola', 'COLA', 'Кола'],
    ['Кока-Кола', 'Coca-Cola', 'koka kola', 'COCA COLA'],
    ['ёғ', 'yogʻ', "yog'", 'yog`', 'Yogʼ'],
    ['ўсимлик', 'oʻsimlik', "o'simlik", 'oʼsimlik'],
    ['қанд', 'qand', 'kand', 'канд'],
    ['ҳалво', 'halvo', 'xalvo', 'халво'],
    ['шоколад', 'shokolad', 'SHOKOLAD'],
    ['чой', 'choy', 'CHOY'],
    ['мёд', 'мед', 'med', 'myod'],
    ['сгущёнка', 'сгущенка', 'sgushenka', 'sgushyonka'],
    ['чай', 'chay', 'chai'],
    ['йогурт', 'yogurt', 'Йогурт'],
    ['кофе', 'coffee', 'kofe'],
    ['сыр', 'syr', 'sir'],
    ['джем', 'jem', 'djem'],
    ['сахар', 'sahar', 'saxar', 'sakhar'],
    ['Nescafé', 'нескафе', 'NESCAFE'],
    ['молочный', 'molochniy', 'molochnyy'],
    ['1,5л', '1.5 л', '1,5 l', '1.5L'],
    ['семья', 'semya'],
    ['люкс', 'lyuks', 'luks'],
    ['4780012345678', '4780012345678'],
  ])('%s = %s = …', (...spellings) => {
    expect(new Set(spellings.map(foldSearch)).size, spellings.map(foldSearch).join(' | ')).toBe(1);
  });

  it('keeps different goods apart', () => {
    expect(foldSearch('сок')).not.toBe(foldSearch('соус'));
    expect(foldSearch('рис')).not.toBe(foldSearch('рыба'));
    expect(foldSearch('0,5 л')).not.toBe(foldSearch('1,5 л'));
  });

  it('leaves nothing of what cannot be searched', () => {
    expect(foldSearch('  —!? ')).toBe('');
    expect(foldSearch('')).toBe('');
  });
});

describe('foldVariants', () => {
  it('knows the other keyboard layout', () => {
    expect(foldVariants('rjkf')).toContain(foldSearch('кола'));
    expect(foldVariants('сщдф')).toContain(foldSearch('cola'));
    expect(foldVariants('vjkjrj')).toContain(foldSearch('молоко'));
    expect(otherLayout('ЙЦУКЕН')).toBe('qwerty');
  });

  it('reads x both ways and a leading е as ё', () => {
    expect(foldVariants('maxi')).toContain(foldSearch('макси'));
    expect(foldVariants('макси')).toContain(foldSearch('maxi'));
    expect(foldVariants('елка')).toContain(foldSearch('ёлка'));
  });

  it('puts what was typed first and nothing empty', () => {
    expect(foldVariants('сок')[0]).toBe('sok');
    expect(foldVariants(' . ')).not.toContain('');
    expect(foldVariants('')).toEqual([]);
  });
});
