import { describe, expect, it } from 'vitest';
import { tiyin } from './money.ts';
import { foldShift, type ShiftEvent } from './shift.ts';

const EVENTS: ShiftEvent[] = [
  { type: 'opened', floatTiyin: tiyin(100_000) },
  {
    type: 'sale',
    receiptNumber: 7,
    totalTiyin: tiyin(50_000),
    vatTiyin: tiyin(5357),
    discountTiyin: tiyin(1000),
    payments: [
      { kind: 'cash', amountTiyin: tiyin(30_000) },
      { kind: 'card', amountTiyin: tiyin(20_000) },
    ],
  },
  {
    type: 'refund',
    receiptNumber: 8,
    totalTiyin: tiyin(10_000),
    vatTiyin: tiyin(1071),
    discountTiyin: tiyin(0),
    payments: [{ kind: 'cash', amountTiyin: tiyin(10_000) }],
  },
  { type: 'cashIn', amountTiyin: tiyin(5000) },
  { type: 'cashOut', amountTiyin: tiyin(2000) },
];

const flow = (sales: bigint, refunds: bigint) => ({
  salesTiyin: sales,
  refundsTiyin: refunds,
  netTiyin: sales - refunds,
});

describe('foldShift', () => {
  it('gives the figures of an X report', () => {
    expect(foldShift(EVENTS)).toEqual({
      salesCount: 1,
      refundsCount: 1,
      cashInCount: 1,
      cashOutCount: 1,
      totals: flow(50_000n, 10_000n),
      vat: flow(5357n, 1071n),
      discounts: flow(1000n, 0n),
      byPayment: { cash: flow(30_000n, 10_000n), card: flow(20_000n, 0n), wallet: flow(0n, 0n) },
      floatTiyin: 100_000n,
      cashInTiyin: 5000n,
      cashOutTiyin: 2000n,
      firstReceiptNumber: 7,
      lastReceiptNumber: 8,
      expectedCashTiyin: 123_000n,
      countedTiyin: null,
      discrepancyTiyin: null,
    });
  });

  it('gives the same figures and the discrepancy when closed', () => {
    expect(foldShift([...EVENTS, { type: 'closed', countedTiyin: tiyin(122_500) }])).toEqual({
      ...foldShift(EVENTS),
      countedTiyin: 122_500n,
      discrepancyTiyin: -500n,
    });
  });

  it('is empty without events', () => {
    const empty = foldShift([]);
    expect([empty.salesCount, empty.expectedCashTiyin, empty.firstReceiptNumber]).toEqual([0, 0n, null]);
  });

  it('stops at an event that does not exist', () => {
    expect(() => foldShift([{ type: 'lunch' } as never])).toThrow('unreachable');
  });
});
