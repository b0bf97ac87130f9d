import { describe, expect, it } from 'vitest';
import {
  optionsOfOther,
  optionsOfSale,
  optionsOfUnreadable,
  type SaleCircumstances,
} from './repair-options.ts';

const sound: SaleCircumstances = {
  receiptNumber: 7,
  isSound: true,
  receiptId: 'free',
  isNumberTaken: false,
  lastNumber: 9,
  isInChain: false,
  hasUnknownProduct: false,
  isShiftKnown: true,
};
const refusals = (it: Partial<SaleCircumstances>) =>
  optionsOfSale({ ...sound, ...it }).map(({ refusal }) => refusal?.code.replace('journal/', '') ?? 'yes');

/** accept, re-attach, reissue, set-aside */
describe('what may be done about an entry', () => {
  it.each([
    ['a free number that the till has passed', {}, ['yes', 'yes', 'number-free', 'yes']],
    ['a number that is taken', { isNumberTaken: true }, ['number-taken', 'number-taken', 'yes', 'yes']],
    [
      'a number the original may still use',
      { lastNumber: 6 },
      ['number-ahead', 'number-ahead', 'yes', 'yes'],
    ],
    ['the till’s own next number', { lastNumber: 6, isInChain: true }, ['yes', 'yes', 'number-free', 'yes']],
    ['a product nobody has', { hasUnknownProduct: true }, ['product-unknown', 'yes', 'number-free', 'yes']],
    ['a shift nobody opened', { isShiftKnown: false }, ['shift-unknown', 'yes', 'number-free', 'yes']],
    [
      'the very sale that is in the books',
      { receiptId: 'same' },
      ['in-books', 'in-books', 'in-books', 'yes'],
    ],
    ['another sale’s id', { receiptId: 'other' }, ['receipt-id-taken', 'receipt-id-taken', 'yes', 'yes']],
    [
      'an altered copy of a sale in the books',
      { receiptId: 'other', isNumberTaken: true, isSound: false },
      ['receipt-id-taken', 'receipt-id-taken', 'receipt-id-taken', 'yes'],
    ],
    [
      'an altered sale under a number that is taken',
      { isNumberTaken: true, isSound: false },
      ['number-taken', 'number-taken', 'yes', 'yes'],
    ],
  ] as const)('%s', (_, circumstances, expected) => {
    expect(refusals(circumstances)).toEqual(expected);
  });

  it('an entry can always be set aside, and only sales are changed on the way in', () => {
    const codes = (options: ReturnType<typeof optionsOfOther>) =>
      options.map(({ refusal }) => refusal?.code ?? null);
    expect(codes(optionsOfOther(null))).toEqual([null, 'journal/only-sales', 'journal/only-sales', null]);
    expect(codes(optionsOfUnreadable('journal/kind-unknown')).at(-1)).toBeNull();
  });
});
