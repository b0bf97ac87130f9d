import { describe, expect, it } from 'vitest';
import { tiyin } from './money.ts';
import { CALC_VERSION, DEFAULT_POLICY, type Discount, priceReceipt, type SaleLineInput } from './pricing.ts';
import { qtyMilli } from './quantity.ts';

function line(price: number, qty: number, discount: Discount | null = null): SaleLineInput {
  return {
    productId: 'p',
    unitPriceTiyin: tiyin(price),
    qtyMilli: qtyMilli(qty),
    vatRateBps: 1200,
    discount,
  };
}

const percent = (bps: number): Discount => ({ kind: 'percent', bps });
const amount = (n: number): Discount => ({ kind: 'amount', tiyin: tiyin(n) });

describe('priceReceipt', () => {
  it('prices the official sample: price 100000, discount 50000, VAT 5357', () => {
    const receipt = priceReceipt([line(100_000, 1000, amount(50_000))], null, DEFAULT_POLICY);
    expect(receipt).toEqual({
      calcVersion: CALC_VERSION,
      policy: DEFAULT_POLICY,
      grossTiyin: 100_000n,
      discountTiyin: 50_000n,
      totalTiyin: 50_000n,
      vatTiyin: 5357n,
      lines: [
        {
          ...line(100_000, 1000, amount(50_000)),
          grossTiyin: 100_000n,
          lineDiscountTiyin: 50_000n,
          receiptDiscountTiyin: 0n,
          roundingDiscountTiyin: 0n,
          discountTiyin: 50_000n,
          netTiyin: 50_000n,
          vatTiyin: 5357n,
        },
      ],
    });
  });

  it('is a receipt of zeros without lines', () => {
    const receipt = priceReceipt([], amount(100), DEFAULT_POLICY);
    expect([receipt.grossTiyin, receipt.discountTiyin, receipt.totalTiyin, receipt.vatTiyin]).toEqual([
      0n,
      0n,
      0n,
      0n,
    ]);
  });

  it('rounds the price of weighed goods half up: 735 g at 12 990.00 = 9547.65', () => {
    expect(priceReceipt([line(1_299_000, 735)], null, DEFAULT_POLICY).totalTiyin).toBe(954_765n);
    expect(priceReceipt([line(333, 500)], null, DEFAULT_POLICY).totalTiyin).toBe(167n);
  });

  it('shares a receipt discount by what is left of each line, the first of equals taking the odd tiyin', () => {
    const receipt = priceReceipt(
      [line(1000, 1000), line(1000, 1000), line(1000, 1000, percent(10_000))],
      amount(333),
      DEFAULT_POLICY,
    );
    expect(receipt.lines.map((l) => l.receiptDiscountTiyin)).toEqual([167n, 166n, 0n]);
    expect(receipt.lines.map((l) => l.netTiyin)).toEqual([833n, 834n, 0n]);
    expect(receipt.totalTiyin).toBe(1667n);
  });

  it('takes a percent receipt discount from the sum after line discounts', () => {
    const receipt = priceReceipt([line(10_000, 1000, percent(5000))], percent(1000), DEFAULT_POLICY);
    expect(receipt.discountTiyin).toBe(5500n);
    expect(receipt.totalTiyin).toBe(4500n);
  });

  it('cuts a discount to what it is taken from', () => {
    expect(priceReceipt([line(1000, 1000, amount(5000))], null, DEFAULT_POLICY).totalTiyin).toBe(0n);
    expect(priceReceipt([line(1000, 2000)], amount(5000), DEFAULT_POLICY).discountTiyin).toBe(2000n);
  });

  it('rounds cash down to 100 soʻm as a discount on the lines', () => {
    const policy = { ...DEFAULT_POLICY, cashRoundingTiyin: tiyin(10_000) };
    const receipt = priceReceipt([line(1_234_567, 1000), line(100, 1000)], null, policy);
    expect(receipt.totalTiyin).toBe(1_230_000n);
    expect(receipt.lines.map((l) => l.roundingDiscountTiyin)).toEqual([4667n, 0n]);
  });

  it('never rounds a receipt to nothing', () => {
    const policy = { ...DEFAULT_POLICY, cashRoundingTiyin: tiyin(10_000) };
    expect(priceReceipt([line(9_900, 1000)], null, policy).totalTiyin).toBe(9_900n);
  });

  it('VAT per line and per receipt differ, and the policy says which', () => {
    // 100 at 12 % contains 10.71: three lines floor to 30, their sum of 300 contains 32.14.
    const lines = [
      line(100, 1000),
      line(100, 1000),
      line(100, 1000),
      { ...line(100, 1000), vatRateBps: null },
    ];
    expect(priceReceipt(lines, null, DEFAULT_POLICY).vatTiyin).toBe(30n);
    const perReceipt = priceReceipt(lines, null, { ...DEFAULT_POLICY, vatPer: 'receipt' });
    expect(perReceipt.lines.map((l) => l.vatTiyin)).toEqual([11n, 11n, 10n, 0n]);
    expect(perReceipt.vatTiyin).toBe(32n);
  });

  it('lets fields of the caller travel along', () => {
    const [priced] = priceReceipt([{ ...line(100, 1000), lineId: 'a' }], null, DEFAULT_POLICY).lines;
    expect(priced!.lineId).toBe('a');
  });

  it.each([
    ['sales/quantity-invalid', [line(100, 0)], null],
    ['sales/quantity-invalid', [line(100, -1000)], null],
    ['pricing/price-negative', [line(-1, 1000)], null],
    ['sales/discount-invalid', [line(100, 1000, percent(10_001))], null],
    ['sales/discount-invalid', [line(100, 1000, percent(0.5))], null],
    ['sales/discount-invalid', [line(100, 1000, amount(-1))], null],
    ['sales/discount-invalid', [line(100, 1000)], percent(-1)],
    ['tax/rate-invalid', [{ ...line(100, 1000), vatRateBps: -1 }], null],
  ])('refuses with %s', (code, lines, discount) => {
    expect(() => priceReceipt(lines, discount, DEFAULT_POLICY)).toThrow(code);
  });

  it('refuses a rounding step below zero', () => {
    const policy = { ...DEFAULT_POLICY, cashRoundingTiyin: tiyin(-1) };
    expect(() => priceReceipt([line(100, 1000)], null, policy)).toThrow('pricing/rounding-step-negative');
  });
});
