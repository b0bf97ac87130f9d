import { describe, expect, it } from 'vitest';
import { tiyin } from './money.ts';
import { DEFAULT_POLICY, priceReceipt } from './pricing.ts';
import { qtyMilli } from './quantity.ts';
import { checkReceipt, type ReceiptFacts, recomputeReceipt } from './receipt.ts';

/** 100 000.00 less 10 % paid with two notes. */
function facts(): ReceiptFacts {
  const lines = [
    { productId: 'tea', unitPriceTiyin: tiyin(10_000_000), qtyMilli: qtyMilli(1000), vatRateBps: 1200 },
  ];
  const receiptDiscount = { kind: 'percent' as const, bps: 1000 };
  return {
    ...priceReceipt(lines, receiptDiscount, DEFAULT_POLICY),
    receiptDiscount,
    payments: [
      {
        kind: 'cash',
        amountTiyin: tiyin(9_000_000),
        tenderedTiyin: tiyin(10_000_000),
        changeTiyin: tiyin(1_000_000),
      },
    ],
  };
}

describe('checkReceipt', () => {
  it('finds nothing wrong with a sound receipt', () => {
    expect(checkReceipt(facts())).toEqual([]);
  });

  it('sees a payment that does not cover the total', () => {
    const paid = { ...facts().payments[0]!, tenderedTiyin: tiyin(9_999_999), amountTiyin: tiyin(8_999_999) };
    expect(checkReceipt({ ...facts(), payments: [paid] })).toEqual([
      { path: 'paymentsTiyin', expected: '9000000', actual: '8999999' },
    ]);
  });

  it('sees change given on a card', () => {
    const paid = { ...facts().payments[0]!, kind: 'card' as const };
    expect(checkReceipt({ ...facts(), payments: [paid] })).toEqual([
      { path: 'payments[0].changeTiyin', expected: '0..0', actual: '1000000' },
    ]);
  });

  it('sees a net below zero and sums that do not add up', () => {
    const sound = facts();
    const line = { ...sound.lines[0]!, discountTiyin: tiyin(11_000_000), netTiyin: tiyin(-1_000_000) };
    const paths = checkReceipt({ ...sound, lines: [line] }).map((d) => d.path);
    expect(paths).toEqual([
      'lines[0].discountTiyin',
      'lines[0].discountTiyin',
      'lines[0].vatTiyin',
      'discountTiyin',
      'totalTiyin',
    ]);
  });
});

describe('recomputeReceipt', () => {
  it('agrees with itself', () => {
    expect(recomputeReceipt(facts())).toBe('equal');
  });

  it('names each figure that differs, once', () => {
    const sound = facts();
    const lines = [{ ...sound.lines[0]!, vatTiyin: tiyin(1) }];
    expect(recomputeReceipt({ ...sound, lines })).toEqual([
      { path: 'lines[0].vatTiyin', expected: '964285', actual: '1' },
      { path: 'vatTiyin', expected: '1', actual: '964285' },
    ]);
  });

  it('does not claim to know another calculator', () => {
    expect(recomputeReceipt({ ...facts(), calcVersion: 2 })).toEqual([
      { path: 'calcVersion', expected: '1', actual: '2' },
    ]);
  });

  it('turns input the calculator refuses into a difference', () => {
    const sound = facts();
    const lines = [{ ...sound.lines[0]!, vatRateBps: -5 }];
    expect(recomputeReceipt({ ...sound, lines })).toEqual([
      { path: 'lines', expected: 'valid input', actual: 'tax/rate-invalid' },
    ]);
  });

  it('lets a bug be a bug', () => {
    const broken = { ...facts(), policy: { ...DEFAULT_POLICY, vatRounding: 'up' as never } };
    expect(() => recomputeReceipt(broken)).toThrow('unreachable');
  });
});
