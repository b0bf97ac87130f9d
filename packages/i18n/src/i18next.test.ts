import { describe, expect, it } from 'vitest';
import { createI18n, createI18nFrom, problemText, switchLanguage } from './i18next.ts';

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

describe('createI18n', () => {
  it('turns a problem into words, money included', async () => {
    const i18n = await createI18n('ru', ['common', 'errors']);
    const missing = { code: 'sales/not-enough-cash', params: { missingTiyin: '1250000' } };
    expect(plain(problemText(i18n.t, missing))).toBe('Не хватает 12 500 сум.');
    await switchLanguage(i18n, 'uz');
    expect(plain(problemText(i18n.t, missing))).toBe('12 500 soʻm yetmayapti.');
    await switchLanguage(i18n, 'uz-Cyrl');
    expect(plain(problemText(i18n.t, missing))).toBe('12 500 сўм етмаяпти.');
  });

  it('never shows a key or an empty blank', async () => {
    const i18n = await createI18n('ru', ['errors']);
    expect(problemText(i18n.t, { code: 'future/unheard-of' })).toMatch(/^Что-то сломалось/);
    expect(problemText(i18n.t, { code: 'till/pin-wrong' })).not.toContain('{{');
  });

  it('counts by the rules of each language', () => {
    const ru = createI18nFrom('ru', {
      x: { goods_one: '{{count}} товар', goods_few: '{{count}} товара', goods_many: '{{count}} товаров' },
    });
    expect([1, 2, 5, 21].map((count) => ru.t('goods', { count }))).toEqual([
      '1 товар',
      '2 товара',
      '5 товаров',
      '21 товар',
    ]);
  });
});
