import { tiyin } from '@jowi/domain/money';
import { describe, expect, it } from 'vitest';
import { wrap } from './paper-text.ts';
import { receiptDocument } from './receipt.fixture.ts';
import { layOutReceipt } from './receipt-layout.ts';

describe('layOutReceipt', () => {
  it.each([
    ['ru', 48],
    ['ru', 32],
    ['uz', 48],
    ['uz', 32],
  ] as const)('%s on %i columns never runs over the edge', (language, columns) => {
    const huge = tiyin(999_999_999_999_999n);
    const change = { totalTiyin: huge, grossTiyin: huge, cashierName: 'A'.repeat(90) };
    for (const block of layOutReceipt(receiptDocument(language, change), columns)) {
      if (block.kind === 'text') expect(block.text.length * block.size).toBeLessThanOrEqual(columns);
    }
  });

  it('holds everything a receipt must hold', () => {
    const page = layOutReceipt(receiptDocument('uz'), 48)
      .map((block) => (block.kind === 'text' ? block.text : block.kind === 'qr' ? block.data : ''))
      .join('\n');
    for (const part of [
      'Bozor Market',
      'STIR 305123456',
      'Amir Temur',
      'Chek № 000147',
      '21.11.2026 14:32:05',
      'Nilufar Karimova',
      'MXIK 01905001001000000',
      'Shtrix-kod 4780000000014',
      'QQS 12',
      'QQSsiz',
      'ZZ000000000001',
      '483920175526',
      'https://ofd.soliq.uz/check?t=ZZ000000000001',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('tells the rounding once, at the total', () => {
    const change = { roundingTiyin: tiyin(2_615), discountTiyin: tiyin(0) };
    const texts = layOutReceipt(receiptDocument('ru', change), 48).flatMap((block) =>
      block.kind === 'text' ? [block.text.replaceAll(/\s+/g, ' ')] : [],
    );
    const at = texts.findIndex((text) => text.startsWith('Сумма без скидки'));
    expect(texts[at + 1]).toBe('Округление −26,15');
    expect(texts[at + 2]).toMatch(/^ИТОГО/);
  });

  it('says so when the fiscal module has not answered yet, and prints no code', () => {
    const blocks = layOutReceipt(receiptDocument('ru', { fiscal: null }), 48);
    expect(blocks.some((block) => block.kind === 'qr')).toBe(false);
    expect(blocks).toContainEqual(expect.objectContaining({ text: 'ФИСКАЛЬНЫЙ ЧЕК ОЖИДАЕТСЯ' }));
  });
});

describe('the shop’s own lines', () => {
  const header = ['Xush kelibsiz!', '', 'Ҳаёт маркет'];
  const footer = ['Almashtirish 10 kun ichida, chek bilan', '@bozor_market'];
  const texts = (columns: number, change = {}) =>
    layOutReceipt(receiptDocument('uz', { header, footer, ...change }), columns).map((block) =>
      block.kind === 'text' ? block.text : block.kind,
    );

  it('stand above and below everything, in the middle, with the gaps they were given', () => {
    const page = texts(48);
    expect(page.slice(0, 4)).toEqual(['Xush kelibsiz!', 'gap', 'Ҳаёт маркет', 'Bozor Market']);
    expect(page.slice(-2)).toEqual(footer);
    expect(page.join()).not.toContain('Xaridingiz uchun rahmat');
    const blocks = layOutReceipt(receiptDocument('uz', { header, footer }), 48);
    expect(blocks.at(-1)).toMatchObject({ kind: 'text', center: true, size: 1, bold: false });
  });

  it('come after the word that says it is a copy', () => {
    expect(texts(48, { copy: true }).indexOf('Xush kelibsiz!')).toBe(2);
  });

  it('are broken on paper narrower than they were written for', () => {
    const page = texts(32);
    expect(page.slice(-3)).toEqual(['Almashtirish 10 kun', 'ichida, chek bilan', '@bozor_market']);
  });

  it('leave our thanks where the shop says nothing', () => {
    expect(texts(48, { footer: [] }).at(-1)).toBe('Xaridingiz uchun rahmat!');
  });
});

describe('wrap', () => {
  it('breaks at spaces, inside a word only when it must', () => {
    expect(wrap('Сыр полутвёрдый весовой', 16)).toEqual(['Сыр полутвёрдый', 'весовой']);
    expect(wrap('a'.repeat(7), 3)).toEqual(['aaa', 'aaa', 'a']);
    expect(wrap('  ', 3)).toEqual([]);
  });
});
