import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import { describe, expect, it } from 'vitest';
import { compareClaim, type Held } from './compare-claim.ts';

const A = 'aa'.repeat(32);
const B = 'bb'.repeat(32);
const head = { epoch: 2, seq: 10, hash: A };
const claim: ReconcileRequest = {
  ...{ wire: 3, claimId: '018f2f6e-0000-7000-8000-000000000007', head, entries: 10, unsent: 0 },
  oldestUnsentAtMs: null,
  shift: {
    ...{ shiftId: '018f2f6e-0000-7000-8000-000000000002', shiftNumber: 1, closed: false, receiptCount: 3 },
    ...{ totalTiyin: '300', vatTiyin: '32', firstReceiptNumber: 1, lastReceiptNumber: 3 },
  },
};
const figures = { count: 3, totalTiyin: 300n, vatTiyin: 32n, firstNumber: 1, lastNumber: 3 };
const held: Held = {
  ...{ head, hashAtClaim: A, told: null, figures, quarantined: 0 },
  shift: { closing: null, hasLost: false },
};
const told = (epoch: number, seq: number, hash: string, arrived: boolean) => ({
  told: { head: { epoch, seq, hash }, arrived },
});
const closed = { ...claim, shift: { ...claim.shift!, closed: true } };
const closing = { count: 3, totalTiyin: 300n, vatTiyin: 32n };

describe('a claim beside what is held', () => {
  it('agrees when everything is the same; a till that has written nothing agrees with nothing', () => {
    expect(compareClaim(claim, held)).toEqual({
      ...{ headAgrees: true, disagreements: [], hasLost: false, movesOn: true },
    });
    const empty = { epoch: 2, seq: 0, hash: GENESIS_HASH };
    const nothing = { ...claim, head: empty, entries: 0, shift: null };
    expect(compareClaim(nothing, { ...held, head: empty, hashAtClaim: null }).disagreements).toEqual([]);
  });

  it.each<[string, ReconcileRequest, Partial<Held>, string[]]>([
    ['further than what is held', claim, { head: { ...head, seq: 9 }, hashAtClaim: null }, ['behind']],
    ['another entry at its place', claim, { hashAtClaim: B }, ['head']],
    ['a journal with a hole', { ...claim, entries: 9 }, {}, ['entries']],
    ['fewer receipts', claim, { figures: { ...figures, count: 2 } }, ['figures']],
    ['as many for less money', claim, { figures: { ...figures, totalTiyin: 299n } }, ['figures']],
    ['as much with other VAT', claim, { figures: { ...figures, vatTiyin: 31n } }, ['figures']],
    ['other numbers', claim, { figures: { ...figures, lastNumber: 4 } }, ['figures']],
    ['no such shift', claim, { shift: null }, ['shift-unknown']],
    ['closed here only', closed, {}, ['closing']],
    ['closed there only', claim, { shift: { closing, hasLost: false } }, ['closing']],
    [
      'a closing of other sums',
      closed,
      { shift: { closing: { ...closing, count: 4 }, hasLost: false } },
      ['closing'],
    ],
    ['a shift that lost something', claim, { shift: { closing: null, hasLost: true } }, ['lost']],
  ])('%s', (_what, said, there, words) => {
    expect(compareClaim(said, { ...held, ...there }).disagreements).toEqual(words);
  });

  it('is closed on both sides', () => {
    expect(compareClaim(closed, { ...held, shift: { closing, hasLost: false } }).disagreements).toEqual([]);
  });
});

describe('a claim beside what was told before', () => {
  it.each<[string, Partial<Held>, Partial<ReconcileRequest>]>([
    ['the same again', told(2, 10, A, true), {}],
    ['further than before', told(2, 9, B, true), {}],
    [
      'further, and what was told is still on its way',
      { ...told(2, 9, B, false), head: { ...head, seq: 8 } },
      {},
    ],
    ['in a new epoch, the old one having arrived', told(1, 50, B, true), {}],
    ['in a new epoch, the old one still being sent', told(1, 50, B, false), { unsent: 3 }],
    ['after nothing but a beginning', told(1, 0, GENESIS_HASH, false), {}],
  ])('moves on: %s', (_what, there, said) => {
    const compared = compareClaim({ ...claim, ...said }, { ...held, ...there });
    expect(compared).toMatchObject({ movesOn: true, hasLost: false });
    expect(compared.disagreements.filter((word) => word !== 'behind')).toEqual([]);
  });

  it.each<[string, Held['told'], string[], { movesOn: boolean; hasLost: boolean }]>([
    [
      'less than before, all of it held',
      told(2, 12, B, true).told,
      ['backwards'],
      { movesOn: false, hasLost: false },
    ],
    [
      'less, the rest is nowhere',
      told(2, 12, B, false).told,
      ['backwards', 'lost'],
      { movesOn: false, hasLost: true },
    ],
    [
      'as much, but otherwise',
      told(2, 10, B, false).told,
      ['backwards', 'lost'],
      { movesOn: false, hasLost: true },
    ],
    [
      'more, over a place told otherwise',
      told(2, 9, B, false).told,
      ['backwards', 'lost'],
      { movesOn: false, hasLost: true },
    ],
    ['from an epoch that was left', told(3, 1, B, true).told, ['epoch'], { movesOn: false, hasLost: false }],
    [
      'a new epoch, and the old never came',
      told(1, 50, B, false).told,
      ['lost'],
      { movesOn: true, hasLost: true },
    ],
  ])('does not go unnoticed: %s', (_what, before, words, rest) => {
    const compared = compareClaim(claim, { ...held, told: before });
    expect(compared.disagreements).toEqual(words);
    expect(compared).toMatchObject(rest);
  });
});
