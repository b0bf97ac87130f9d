import { expect, it } from 'vitest';
import { ownAmount, receiptDiscountOf } from './receipt-sums.ts';

it('shows lines, receipt discount and rounding that add up to the total', () => {
  const lines = [
    { grossTiyin: '1500000', lineDiscountTiyin: '150000' },
    { grossTiyin: '702500', lineDiscountTiyin: '0' },
  ];
  const receipt = { lines, discountTiyin: '252500', roundingTiyin: '2500' };
  const shown = lines.map((line) => BigInt(ownAmount(line))).reduce((sum, amount) => sum + amount, 0n);
  const total = 1_500_000n + 702_500n - 252_500n;
  expect(receiptDiscountOf(receipt)).toBe('100000');
  expect(shown - BigInt(receiptDiscountOf(receipt)) - BigInt(receipt.roundingTiyin)).toBe(total);
});
