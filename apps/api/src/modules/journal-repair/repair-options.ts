import type { ErrorCode } from '@jowi/contracts/error-codes';
import { REPAIR_ACTIONS, type RepairAction } from '@jowi/contracts/http/journal';

export type Refusal = { code: ErrorCode; params?: Record<string, string | number> };
export type RepairOption = { action: RepairAction; refusal: Refusal | null };

/** What the books say about a sale that is not in them. */
export type SaleCircumstances = {
  receiptNumber: number;
  /** The till wrote it, and nobody changed it since. */
  isSound: boolean;
  /** same: this very sale; other: another one has its id. */
  receiptId: 'free' | 'same' | 'other';
  isNumberTaken: boolean;
  /** The highest number of this till in the books. */
  lastNumber: number;
  /** The entry has its place in the till's chain: its number is the till's own and never used again. */
  isInChain: boolean;
  hasUnknownProduct: boolean;
  isShiftKnown: boolean;
};

/** Which of the actions fit a sale, and why not. Putting aside always does. */
export function optionsOfSale(it: SaleCircumstances): RepairOption[] {
  const number = refusalOfNumber(it);
  const id: Refusal | null = it.receiptId === 'other' ? { code: 'journal/receipt-id-taken' } : null;
  const parts = refusalOfParts(it);
  const refusals: Record<RepairAction, Refusal | null> =
    it.receiptId === 'same'
      ? inBooks
      : {
          accept: id ?? number ?? parts,
          're-attach': id ?? number,
          reissue: reissueRefusal(it, id ?? number),
          'set-aside': null,
        };
  return REPAIR_ACTIONS.map((action) => ({ action, refusal: refusals[action] }));
}

/** What bears the id of a sale in the books and cannot be proved is an altered copy of that sale: it would be booked twice. */
function reissueRefusal({ isSound, receiptId }: SaleCircumstances, asItIs: Refusal | null): Refusal | null {
  if (!isSound && receiptId === 'other') return { code: 'journal/receipt-id-taken' };
  return asItIs ? null : { code: 'journal/number-free' };
}

/** Everything that is not a sale goes in as it is or not at all. */
export function optionsOfOther(accept: Refusal | null): RepairOption[] {
  const onlySales: Refusal = { code: 'journal/only-sales' };
  return REPAIR_ACTIONS.map((action) => ({
    action,
    refusal: action === 'accept' ? accept : action === 'set-aside' ? null : onlySales,
  }));
}

/** What nobody can read goes nowhere. */
export function optionsOfUnreadable(code: 'journal/kind-unknown' | 'journal/payload-unfit'): RepairOption[] {
  return REPAIR_ACTIONS.map((action) => ({ action, refusal: action === 'set-aside' ? null : { code } }));
}

/** What still has to be given to a sale before it can be posted. */
export function refusalOfParts({
  hasUnknownProduct,
  isShiftKnown,
}: Pick<SaleCircumstances, 'hasUnknownProduct' | 'isShiftKnown'>): Refusal | null {
  if (hasUnknownProduct) return { code: 'journal/product-unknown' };
  return isShiftKnown ? null : { code: 'journal/shift-unknown' };
}

const inBooks: Record<RepairAction, Refusal | null> = {
  accept: { code: 'journal/in-books' },
  're-attach': { code: 'journal/in-books' },
  reissue: { code: 'journal/in-books' },
  'set-aside': null,
};

/**
 * A number stays with the sale while nobody else can have it: it is free, and the till has passed it. A copy may have run
 * ahead of its original, which will come to these numbers by itself.
 */
function refusalOfNumber({
  receiptNumber,
  isNumberTaken,
  lastNumber,
  isInChain,
}: SaleCircumstances): Refusal | null {
  const params = { number: receiptNumber };
  if (isNumberTaken) return { code: 'journal/number-taken', params };
  return isInChain || receiptNumber <= lastNumber ? null : { code: 'journal/number-ahead', params };
}
