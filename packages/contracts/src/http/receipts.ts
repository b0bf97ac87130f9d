import { z } from 'zod';
import { pageOf, zBusinessDate, zId, zName, zPageQuery, zQtyMilli, zTiyin, zVatRateBps } from '../scalar.ts';
import { zApproval } from './approvals.ts';

/** GET /v1/receipts, newest first by (business date, arrival). */
export const zReceiptQuery = zPageQuery.extend({
  from: zBusinessDate.optional(),
  to: zBusinessDate.optional(),
  terminalId: zId.optional(),
  /** Receipt number, fiscal sign, or the exact total in so'm. */
  search: z.string().max(60).optional(),
});
export type ReceiptQuery = z.infer<typeof zReceiptQuery>;

export const zReceiptSummary = z.object({
  id: zId,
  receiptNumber: z.number().int(),
  /** On the customer's paper, where that number was taken and the office gave another (POST /v1/quarantine/:id/decision). */
  originalReceiptNumber: z.number().int().nullable(),
  terminalId: zId,
  terminalName: z.string(),
  cashierName: z.string(),
  businessDate: zBusinessDate,
  occurredAtMs: z.number(),
  lineCount: z.number().int(),
  totalTiyin: zTiyin,
  /** This and the margin are null for whoever may not see them (`margin/read`). */
  costTiyin: zTiyin.nullable(),
  /** Total without VAT, less cost. */
  marginTiyin: zTiyin.nullable(),
  fiscal: z.enum(['pending', 'registered']),
  /** Set when the server's recomputation differs from the till's figures. */
  flags: z.array(z.string()),
});
export type ReceiptSummary = z.infer<typeof zReceiptSummary>;
export const zReceiptPage = pageOf(zReceiptSummary);
export type ReceiptPage = z.infer<typeof zReceiptPage>;

/** GET /v1/receipts/:id. Each line's cost opens down to the lots it was taken from. */
export const zReceipt = zReceiptSummary.extend({
  storeName: z.string(),
  epoch: z.number().int(),
  seq: z.number().int(),
  hash: z.string(),
  grossTiyin: zTiyin,
  discountTiyin: zTiyin,
  vatTiyin: zTiyin,
  lines: z.array(
    z.object({
      lineId: zId,
      productId: zId,
      name: zName,
      barcode: z.string().nullable(),
      qtyMilli: zQtyMilli,
      unitPriceTiyin: zTiyin,
      grossTiyin: zTiyin,
      discountTiyin: zTiyin,
      netTiyin: zTiyin,
      vatRateBps: zVatRateBps,
      vatTiyin: zTiyin,
      costTiyin: zTiyin.nullable(),
      marginTiyin: zTiyin.nullable(),
      /** lotId null = sold below zero, provisional cost. Empty without `margin/read`, as are the postings. */
      lots: z.array(
        z.object({
          lotId: zId.nullable(),
          documentNumber: z.string(),
          qtyMilli: zQtyMilli,
          costTiyin: zTiyin,
        }),
      ),
    }),
  ),
  /** What was allowed for it beyond the seller's limits. */
  approvals: z.array(zApproval),
  payments: z.array(
    z.object({ kind: z.string(), amountTiyin: zTiyin, tenderedTiyin: zTiyin, changeTiyin: zTiyin }),
  ),
  postings: z.array(z.object({ account: z.string(), debitTiyin: zTiyin, creditTiyin: zTiyin })),
  fiscalMark: z
    .object({
      fiscalTerminalId: z.string(),
      fiscalReceiptSeq: z.string(),
      fiscalDateTime: z.string(),
      fiscalSign: z.string(),
      qrUrl: z.string(),
    })
    .nullable(),
});
export type Receipt = z.infer<typeof zReceipt>;
