import { describe, expect, it } from 'vitest';
import { judgeTill, type TillFacts } from './judge-till.ts';

const till: TillFacts = {
  ...{ terminalId: 't', terminalName: 'Касса 1', storeName: 'Anor', lastSeenAtMs: 0 },
  ...{ firstReceiptNumber: 10, lastReceiptNumber: 20, toldReceiptNumber: 20, isHeld: false },
  ...{ unsent: 0, oldestUnsentAtMs: null },
};
const verdict = (
  changes: Partial<TillFacts>,
  receiptNumber: number | null,
  window: { fromMs: number; toMs: number } | null = null,
) => judgeTill({ ...till, ...changes }, { receiptNumber, window })?.verdict ?? null;

describe('what a till has to do with a receipt', () => {
  it.each([
    ['it is there', { isHeld: true }, 15, null],
    ['later ones have come', {}, 15, 'missing'],
    ['from before this journal', {}, 9, null],
    ['not sold yet', {}, 21, null],
    ['as many are on their way', { unsent: 3 }, 23, 'may-hold'],
    ['fewer are on their way', { unsent: 3 }, 24, null],
    ['it told of it and has something to send', { toldReceiptNumber: 25, unsent: 9 }, 25, 'sold'],
    ['it told of it and has nothing to send', { toldReceiptNumber: 25 }, 25, 'missing'],
    ['it told of fewer', { toldReceiptNumber: 25 }, 26, null],
    [
      'nothing of it has ever come',
      { firstReceiptNumber: null, lastReceiptNumber: null, toldReceiptNumber: null, unsent: 5 },
      5,
      'may-hold',
    ],
    ['it never said what it has to send', { unsent: null }, 21, null],
  ] as const)('by number: %s', (_, changes, number, expected) => {
    expect(verdict(changes, number)).toBe(expected);
  });

  it('by time: whatever it has to send that is old enough', () => {
    const window = { fromMs: 100, toMs: 200 };
    expect(verdict({ unsent: 2, oldestUnsentAtMs: 150 }, null, window)).toBe('may-hold');
    expect(verdict({ unsent: 2, oldestUnsentAtMs: 250 }, null, window)).toBeNull();
    expect(verdict({ unsent: 2, oldestUnsentAtMs: null }, null, window)).toBe('may-hold');
    expect(verdict({ unsent: 2, oldestUnsentAtMs: 250 }, null)).toBe('may-hold');
    expect(verdict({}, null, window)).toBeNull();
  });
});
