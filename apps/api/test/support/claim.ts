import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import { WIRE_VERSION } from '@jowi/contracts/sync/wire';
import type { SigningTill } from './signing-till.ts';

/** What an honest till that made these sales in its shift says of itself; `over` makes it say something else. */
export function claimOf(
  till: SigningTill,
  sales: readonly JournalEntry[],
  over: Partial<ReconcileRequest> & { closed?: boolean } = {},
): ReconcileRequest {
  const { closed = false, ...rest } = over;
  const receipts = sales.map(({ payload }) => payload as unknown as SaleV1);
  const sum = (key: 'totalTiyin' | 'vatTiyin') =>
    String(receipts.reduce((n, sale) => n + BigInt(sale[key]), 0n));
  const numbers = receipts.map(({ receiptNumber }) => receiptNumber);
  return {
    wire: WIRE_VERSION,
    claimId: randomUUID(),
    head: till.head,
    entries: till.head.seq,
    unsent: 0,
    oldestUnsentAtMs: null,
    shift: {
      shiftId: till.shiftId,
      shiftNumber: 1,
      closed,
      receiptCount: receipts.length,
      totalTiyin: sum('totalTiyin'),
      vatTiyin: sum('vatTiyin'),
      firstReceiptNumber: numbers.length > 0 ? Math.min(...numbers) : null,
      lastReceiptNumber: numbers.length > 0 ? Math.max(...numbers) : null,
    },
    ...rest,
  };
}
