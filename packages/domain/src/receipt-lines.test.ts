import { describe, expect, it } from 'vitest';
import { findUnprintable, linesOnReceipt } from './receipt-lines.ts';

describe('linesOnReceipt', () => {
  const lines = { ru: ['Спасибо'], uz: ['Rahmat', 'Yana keling'] };

  it('prints the languages of the receipt in their order', () => {
    expect(linesOnReceipt(lines, ['uz'])).toEqual(['Rahmat', 'Yana keling']);
    expect(linesOnReceipt(lines, ['uz', 'ru'])).toEqual(['Rahmat', 'Yana keling', 'Спасибо']);
  });

  it('prints once what reads the same in both', () => {
    expect(linesOnReceipt({ ru: ['@bozor'], uz: ['@bozor'] }, ['ru', 'uz'])).toEqual(['@bozor']);
  });

  it('takes the other language when the receipt’s own has none', () => {
    expect(linesOnReceipt({ ru: ['Спасибо'], uz: [] }, ['uz'])).toEqual(['Спасибо']);
    expect(linesOnReceipt({ ru: [], uz: [] }, ['uz'])).toEqual([]);
  });
});

describe('findUnprintable', () => {
  it.each([
    'Спасибо за покупку!',
    'Xaridingiz uchun rahmat! Oʻzbekiston, gʻisht, maʼno',
    'ўқғҳ № 12 — 50 %',
    '«Бозор» + 998 71 200-10-20',
  ])('lets %j through', (line) => expect(findUnprintable(line)).toBeNull());

  it('names the emoji, the tab, the letter of another script', () => {
    expect(findUnprintable('Ждём вас 🙂!')).toBe('🙂');
    expect(findUnprintable('a\tb')).toBe('\t');
    expect(findUnprintable('你好')).toBe('你');
    expect(findUnprintable('a\u001b@')).toBe('\u001b');
    expect(findUnprintable('Тел. 𝟏𝟐𝟑')).toBe('𝟏');
  });
});
