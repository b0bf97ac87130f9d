import type { Paid } from '../../../bridge/sale/contract.ts';
import type { TillStore } from '../../state/till-store.ts';

const KEY = 'jowi.till.payment-under-way';

/** The newest receipt before a payment was asked for; survives a reload of the page. */
type Pending = { newestBefore: string | null };

export async function rememberPayment(store: TillStore): Promise<void> {
  const newest = await store.sale.receipts(1);
  const pending: Pending = { newestBefore: newest.ok ? (newest.value[0]?.receiptId ?? null) : null };
  sessionStorage.setItem(KEY, JSON.stringify(pending));
}

export function forgetPayment(): void {
  sessionStorage.removeItem(KEY);
}

/**
 * The till stopped between "take the money" and its answer: did the sale reach the disk? The journal knows, so it
 * is asked; money is never taken twice on a guess. Null = no payment was under way.
 */
export async function settlePending(store: TillStore): Promise<Paid | 'not-paid' | null> {
  const saved = sessionStorage.getItem(KEY);
  if (saved === null) return null;
  const { newestBefore } = JSON.parse(saved) as Pending;
  const newest = await store.sale.receipts(1);
  if (!newest.ok) return null;
  forgetPayment();
  const found = newest.value[0];
  if (!found || found.receiptId === newestBefore) return 'not-paid';
  const receipt = await store.sale.receipt(found.receiptId);
  if (!receipt.ok) return null;
  const { receiptId, receiptNumber, totalTiyin, tenderedTiyin, changeTiyin } = receipt.value;
  return { receiptId, receiptNumber, totalTiyin, tenderedTiyin, changeTiyin };
}
