import type { Problem } from '@jowi/contracts/errors';
import type { Paid } from '../../../bridge/sale/contract.ts';

/** What the work zone shows. One at a time, and each has one way back. */
export type SalePanel =
  | { kind: 'search' }
  | { kind: 'quantity'; lineId: string }
  | { kind: 'line-discount'; lineId: string }
  | { kind: 'receipt-discount' }
  /** `typed`: what had been typed of the money when something came in between. */
  | { kind: 'pay'; typed?: string }
  /** Somebody else's PIN: `again` does what was refused, `then` follows, `from` is the way back, `turn` tells one question from the next. */
  | { kind: 'approval'; turn: number; again: () => Promise<Problem | null>; then: SalePanel; from: SalePanel }
  | { kind: 'paid'; paid: Paid }
  | { kind: 'receipts' }
  | { kind: 'shift' }
  | { kind: 'close-shift' };

export const SEARCH: SalePanel = { kind: 'search' };
