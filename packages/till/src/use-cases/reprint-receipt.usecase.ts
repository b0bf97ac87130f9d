import { authorise, type TillContext } from '../till-context.ts';

/** Queues one more paper, marked as a copy. Throws `sales/receipt-not-found`. */
export function reprintReceipt(till: TillContext, receiptId: string): void {
  authorise(till, 'till/sell');
  const { ref } = till.receipts.getById(receiptId);
  till.db.transaction(() => till.printOutbox.add(ref.receiptNumber, 'copy'));
  till.events.emit('print-queued', 'receipt-changed');
}
