import type { Result } from '../../../bridge/method.ts';
import type { Paid } from '../../../bridge/sale/contract.ts';
import type { TillStore } from '../../state/till-store.ts';

/** What of the till it needs. */
type Receipts = { readonly sale: Pick<TillStore['sale'], 'receipts' | 'receipt'> };

const KEY = 'jowi.till.payment-under-way';

/** The newest receipt before a payment was asked for, null = there was none; survives a reload of the page. */
type Pending = { newestBefore: string | null };

/**
 * Before the money is taken. Without an answer the payment must not be asked for: a till that died here would be taken for
 * one that had no receipt before, and an old receipt for the new one.
 */
export async function rememberPayment(store: Receipts): Promise<Result<null>> {
  const newest = await store.sale.receipts(1);
  if (!newest.ok) return newest;
  const pending: Pending = { newestBefore: newest.value[0]?.receiptId ?? null };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
  return { ok: true, value: null };
}

export function forgetPayment(): void {
  sessionStorage.removeItem(KEY);
}

/**
 * The till stopped between "take the money" and its answer: did the sale reach the disk? The journal knows, so it
 * is asked; money is never taken twice on a guess. Null = no payment was under way.
 */
export async function settlePending(store: Receipts): Promise<Paid | 'not-paid' | null> {
  const saved = sessionStorage.getItem(KEY);
  if (saved === null) return null;
  const { newestBefore } = JSON.parse(saved) as Pending;
  const newest = await store.sale.receipts(1);
  // The host is away again: whoever comes next asks once more.
  if (!newest.ok) return null;
  const found = newest.value[0];
  if (!found || found.receiptId === newestBefore) {
    forgetPayment();
    return 'not-paid';
  }
  const receipt = await store.sale.receipt(found.receiptId);
  if (!receipt.ok) return null;
  forgetPayment();
  const { receiptId, receiptNumber, totalTiyin, tenderedTiyin, changeTiyin } = receipt.value;
  return { receiptId, receiptNumber, totalTiyin, tenderedTiyin, changeTiyin };
}
