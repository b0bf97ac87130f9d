import type { Paid } from '../../../bridge/sale/contract.ts';

/** What the work zone shows. One at a time, and each has one way back. */
export type SalePanel =
  | { kind: 'search' }
  | { kind: 'quantity'; lineId: string }
  | { kind: 'line-discount'; lineId: string }
  | { kind: 'receipt-discount' }
  | { kind: 'pay' }
  | { kind: 'paid'; paid: Paid }
  | { kind: 'receipts' }
  | { kind: 'shift' }
  | { kind: 'close-shift' };

export const SEARCH: SalePanel = { kind: 'search' };
