import { describe, expect, it } from 'vitest';
import { tiyin } from './money.ts';
import { assertBalanced, postDelivery, postSale, postSettlement, reversePostings } from './posting.ts';

const debit = (account: string, n: number) => ({ account, debitTiyin: BigInt(n), creditTiyin: 0n });
const credit = (account: string, n: number) => ({ account, debitTiyin: 0n, creditTiyin: BigInt(n) });

const SALE = {
  payments: [
    { kind: 'cash' as const, amountTiyin: tiyin(20_000) },
    { kind: 'card' as const, amountTiyin: tiyin(25_000) },
    { kind: 'cash' as const, amountTiyin: tiyin(5000) },
  ],
  totalTiyin: tiyin(50_000),
  vatTiyin: tiyin(5357),
  costTiyin: tiyin(30_000),
};

describe('postSale', () => {
  it('posts each account once', () => {
    expect(postSale(SALE)).toEqual([
      debit('cash', 25_000),
      debit('card', 25_000),
      credit('revenue', 44_643),
      credit('vat-payable', 5357),
      debit('cogs', 30_000),
      credit('inventory', 30_000),
    ]);
  });

  it('leaves out what is zero', () => {
    const free = { payments: [], totalTiyin: tiyin(0), vatTiyin: tiyin(0), costTiyin: tiyin(0) };
    expect(postSale(free)).toEqual([]);
  });

  it('refuses payments that do not sum to the total', () => {
    expect(() => postSale({ ...SALE, totalTiyin: tiyin(50_001) })).toThrow('posting/unbalanced');
  });
});

describe('stock', () => {
  it('a delivery is owed to the supplier', () => {
    expect(postDelivery({ costTiyin: tiyin(700) })).toEqual([
      debit('inventory', 700),
      credit('supplier-payable', 700),
    ]);
  });

  it('a settlement corrects the inventory either way', () => {
    expect(postSettlement(tiyin(40))).toEqual([debit('stock-settlement', 40), credit('inventory', 40)]);
    expect(postSettlement(tiyin(-40))).toEqual([credit('stock-settlement', 40), debit('inventory', 40)]);
    expect(postSettlement(tiyin(0))).toEqual([]);
  });
});

describe('assertBalanced', () => {
  it('refuses a side below zero even when the sums agree', () => {
    const odd = [
      { account: 'cash' as const, debitTiyin: tiyin(-5), creditTiyin: tiyin(0) },
      { account: 'cash' as const, debitTiyin: tiyin(5), creditTiyin: tiyin(0) },
    ];
    expect(() => assertBalanced(odd)).toThrow('posting/negative-amount');
  });
});

describe('reversePostings', () => {
  it('changes the sides', () => {
    expect(reversePostings(postDelivery({ costTiyin: tiyin(700) }))).toEqual([
      credit('inventory', 700),
      debit('supplier-payable', 700),
    ]);
  });
});
