import { expect, it } from 'vitest';
import { addNote, type CashCount, isUntouched, NO_CASH, piecesOf, totalTiyinOf } from './cash-count.ts';

it('adds up notes in tiyin', () => {
  let count: CashCount = NO_CASH;
  for (const [note, pieces] of [
    [200_000, 3],
    [5000, 2],
    [1000, 1],
  ] as const)
    count = addNote(count, note, pieces);
  expect(totalTiyinOf(count)).toBe('61100000');
  expect(piecesOf(count, 5000)).toBe(2);
});

it('never goes below no notes', () => {
  const count = addNote(addNote(NO_CASH, 1000, 1), 1000, -5);
  expect(totalTiyinOf(count)).toBe('0');
});

it('takes a typed sum as it is, beyond what a number can hold', () => {
  expect(totalTiyinOf({ by: 'typing', som: '90071992547409931' })).toBe('9007199254740993100');
});

it('tells nothing entered from a counted zero', () => {
  expect(isUntouched(NO_CASH)).toBe(true);
  expect(isUntouched({ by: 'typing', som: '0' })).toBe(false);
  expect(isUntouched(addNote(NO_CASH, 1000, 0))).toBe(false);
});

it('starts the notes afresh after typing', () => {
  expect(totalTiyinOf(addNote({ by: 'typing', som: '777' }, 2000, 1))).toBe('200000');
});
