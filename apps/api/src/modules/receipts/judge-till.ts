import type { TillOfReceipt } from '@jowi/contracts/http/receipt-where';
import type { ReceiptSearchBy } from './receipt-where.repository.ts';

/** A till as its last words and the books show it. */
export type TillFacts = Omit<TillOfReceipt, 'verdict'> & {
  /** The first number of this till in the books. */
  readonly firstReceiptNumber: number | null;
  /** The highest number it ever told us of. */
  readonly toldReceiptNumber: number | null;
  /** The number that is asked for is in the books or in quarantine under this till. */
  readonly isHeld: boolean;
};

/** What this till may have to do with a receipt that is looked for; null: nothing. */
export function judgeTill(
  till: TillFacts,
  { receiptNumber, window }: Pick<ReceiptSearchBy, 'receiptNumber' | 'window'>,
): TillOfReceipt | null {
  const { firstReceiptNumber, toldReceiptNumber, isHeld, ...told } = till;
  const unsent = till.unsent ?? 0;
  if (receiptNumber !== null) {
    if (isHeld) return null;
    const last = till.lastReceiptNumber ?? 0;
    if (firstReceiptNumber !== null && firstReceiptNumber < receiptNumber && receiptNumber < last)
      return { ...told, verdict: 'missing' };
    if (receiptNumber > last && toldReceiptNumber !== null && receiptNumber <= toldReceiptNumber)
      return { ...told, verdict: unsent > 0 ? 'sold' : 'missing' };
    // An entry is at most one receipt.
    return receiptNumber > last && receiptNumber <= last + unsent ? { ...told, verdict: 'may-hold' } : null;
  }
  const isTooNew = window !== null && (till.oldestUnsentAtMs ?? 0) > window.toMs;
  return unsent > 0 && !isTooNew ? { ...told, verdict: 'may-hold' } : null;
}
