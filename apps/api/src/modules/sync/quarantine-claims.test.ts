import { describe, expect, it } from 'vitest';
import { claimsOf } from './quarantine-claims.ts';

const ID = '019ab1c2-7d3e-7a41-8b52-0123456789ab';
const NOTHING = {
  receiptId: null,
  receiptNumber: null,
  totalTiyin: null,
  occurredAtMs: null,
  fiscalSign: null,
};
const entry = (payload: Record<string, unknown>, kind = 'SaleV1') => ({
  ...{ terminalId: ID, epoch: 1, seq: 1, kind, payload },
  ...{ prevHash: '', hash: '', signature: '' },
});

describe('what an entry in quarantine says of its receipt', () => {
  it('is read as far as it can be', () => {
    const sound = {
      receiptId: ID,
      receiptNumber: 7,
      totalTiyin: '12500',
      occurredAtMs: 1,
      fiscalSign: '123',
    };
    expect(claimsOf(entry(sound))).toEqual(sound);
    expect(claimsOf(entry({ ...sound, receiptNumber: '7' }))).toEqual({ ...sound, receiptNumber: null });
  });

  it.each([
    {},
    { receiptId: 'x', receiptNumber: 0, totalTiyin: '-1', occurredAtMs: -1, fiscalSign: '' },
    { receiptId: `${ID}\u0000`, receiptNumber: 2 ** 31, totalTiyin: '9'.repeat(30), occurredAtMs: 1e300 },
    { receiptId: null, receiptNumber: 1.5, totalTiyin: 5, occurredAtMs: Number.NaN, fiscalSign: '1\u0000' },
    {
      receiptId: [ID],
      receiptNumber: { a: 1 },
      totalTiyin: true,
      occurredAtMs: '1',
      fiscalSign: 'x'.repeat(21),
    },
  ])('is nothing the database would refuse: %j', (payload) => {
    expect(claimsOf(entry(payload))).toEqual(NOTHING);
  });

  it('is asked of sales and their marks only', () => {
    expect(claimsOf(entry({ receiptId: ID }, 'ShiftOpenedV1'))).toEqual(NOTHING);
  });
});
