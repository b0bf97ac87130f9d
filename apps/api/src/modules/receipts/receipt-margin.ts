import type { Receipt, ReceiptSummary } from '@jowi/contracts/http/receipts';

const HIDDEN = { costTiyin: null, marginTiyin: null };

export function withoutMargin(summary: ReceiptSummary): ReceiptSummary {
  return { ...summary, ...HIDDEN };
}

/** Lots and postings tell what the goods cost, so they go too. */
export function receiptWithoutMargin(receipt: Receipt): Receipt {
  const lines = receipt.lines.map((line) => ({ ...line, ...HIDDEN, lots: [] }));
  return { ...receipt, ...HIDDEN, lines, postings: [] };
}
