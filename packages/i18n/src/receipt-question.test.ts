import { describe, expect, it } from 'vitest';
import { formatDateTime } from './format.ts';
import { readReceiptQuestion } from './receipt-question.ts';

/** 23 November 2026, 15:00 in Tashkent. */
const NOW = Date.UTC(2026, 10, 23, 10);
const ID = '019ab1c2-7d3e-7a41-8b52-0123456789ab';
const QR = 'https://ofd.soliq.uz/check?t=UZ210317238910&r=17&c=20261123101500&s=123456789012';
const CODE = {
  as: 'fiscal',
  fiscalTerminalId: 'UZ210317238910',
  fiscalReceiptSeq: '17',
  fiscalSign: '123456789012',
} as const;

const number = (receiptNumber: number) => ({ as: 'number', receiptNumber });
const sum = (soum: number) => ({ as: 'sum', totalTiyin: String(Math.round(soum * 100)) });
const fiscal = (text: string) => ({ as: 'fiscal-number', text });
const read = (text: string) => readReceiptQuestion(text, NOW);

describe('a receipt is asked for', () => {
  it.each([
    ['17', [number(17), sum(17), fiscal('17')]],
    ['№ 17', [number(17)]],
    ['чек №17', [number(17)]],
    ['chek 17', [number(17)]],
    ['125000', [number(125_000), sum(125_000), fiscal('125000')]],
    ['125 000', [sum(125_000)]],
    ['125.000', [sum(125_000)]],
    ['125000,50', [sum(125_000.5)]],
    ['125 000 сум', [sum(125_000)]],
    ['1 250 000 soʻm', [sum(1_250_000)]],
    ['сумма 17', [sum(17)]],
    ['125 тыс', [sum(125_000)]],
    ['1,5 ming', [sum(1_500)]],
    ['123456789012', [sum(123_456_789_012), fiscal('123456789012')]],
    ['99999999999999999999', [fiscal('99999999999999999999')]],
    ['а где чек?', []],
    ['', []],
    ['0', [sum(0), fiscal('0')]],
  ])('by number, sum or fiscal number: %s', (text, readings) => {
    expect(read(text)).toEqual({ readings, span: null });
  });

  it.each([
    QR,
    ` ${QR}\r\n`,
    '?t=UZ210317238910&r=17&s=123456789012',
    'реезыЖ..щав.ыщдшй.гя.срусл,е=ГЯ210317238910?к=17?с=20261123101500?ы=123456789012',
  ])('by the QR of the paper, whatever is left of it: %s', (text) => {
    const { readings, span } = read(text);
    expect(readings).toEqual([CODE]);
    expect(span && formatDateTime(span.fromMs)).toBe(
      text.includes('20261123101500') ? '23.11.2026 10:15' : null,
    );
  });

  it('by a code without its sign only with the module and its number', () => {
    expect(read('?t=UZ1&r=17').readings).toEqual([{ ...CODE, fiscalTerminalId: 'UZ1', fiscalSign: null }]);
    expect(read('?r=17').readings).toEqual([]);
  });

  it.each([ID, ID.toUpperCase(), `https://shop.example/receipts/${ID}?x=1`])(
    'by its id or address: %s',
    (text) => {
      const { readings, span } = read(text);
      expect(readings).toEqual([{ as: 'id', id: ID }]);
      expect(formatDateTime(span!.fromMs)).toBe('23.11.2025 22:28');
    },
  );

  it('by an id that does not say when it was made', () => {
    expect(read('5f0c1c9e-3b1a-4d2f-9c3e-0123456789ab').span).toBeNull();
    expect(read('?t=UZ1&r=17&c=20261323101500').span).toBeNull();
  });

  it.each([
    ['14:05', '23.11.2026 14:05', []],
    ['14:05:30', '23.11.2026 14:05', []],
    ['23:40', '22.11.2026 23:40', []],
    ['вчера 14:05', '22.11.2026 14:05', []],
    ['kecha soat 14:05 da', '22.11.2026 14:05', []],
    ['позавчера в 9.30', '21.11.2026 09:30', []],
    ['bugun 14:05', '23.11.2026 14:05', []],
    ['23.11 14:05', '23.11.2026 14:05', []],
    ['24.12 14:05', '24.12.2025 14:05', []],
    ['29.02 14:05', '29.02.2024 14:05', []],
    ['23.11.26, 14:05', '23.11.2026 14:05', null],
    ['2026-11-20 14:05', '20.11.2026 14:05', []],
    ['125000 14:05', '23.11.2026 14:05', [number(125_000), sum(125_000), fiscal('125000')]],
    ['14:05 125 000 сум', '23.11.2026 14:05', [sum(125_000)]],
    ['вчера в 14:05 на сумму 125000,50', '22.11.2026 14:05', [sum(125_000.5)]],
    ['№ 17 вчера', '22.11.2026 00:00', [number(17)]],
  ])('by day and time, alone or with another: %s', (text, from, readings) => {
    const question = read(text);
    expect(formatDateTime(question.span!.fromMs)).toBe(from);
    if (readings) expect(question.readings).toEqual(readings);
  });

  it('by a time whose day is guessed until somebody says which', () => {
    expect(read('14:05').span).toMatchObject({ precision: 'minute', dayIsGuessed: true });
    const told = readReceiptQuestion('125 000 14:05', NOW, '2026-11-20');
    expect(formatDateTime(told.span!.fromMs)).toBe('20.11.2026 14:05');
    expect(told.span).toMatchObject({ precision: 'minute', dayIsGuessed: false });
    expect(told.readings).toEqual([sum(125_000)]);
    expect(readReceiptQuestion('125 000', NOW, '2026-11-20').span).toMatchObject({ precision: 'day' });
  });

  it('by money, where there is no such day or time', () => {
    expect(read('125.50')).toEqual({ readings: [sum(125.5)], span: null });
    expect(read('31.02').span).toBeNull();
    expect(read('25:70')).toEqual({ readings: [], span: null });
  });
});
