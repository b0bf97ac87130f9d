import {
  zId,
  zName,
  zQtyMilli,
  zQtyMilliPositive,
  zTimeMs,
  zTiyin,
  zTiyinPositive,
} from '@jowi/contracts/scalar';
import { z } from 'zod';
import { zCartApproval, zNeed } from '../approval/contract.ts';
import { zUnit } from '../catalogue/contract.ts';
import { type Contract, zDone, zNothing } from '../method.ts';

export const zDiscount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), bps: z.number().int().min(0).max(10_000) }),
  z.object({ kind: z.literal('amount'), tiyin: zTiyinPositive }),
]);
export type Discount = z.infer<typeof zDiscount>;

export const zCartLine = z.object({
  lineId: zId,
  productId: zId,
  name: zName,
  barcode: z.string().nullable(),
  unit: zUnit,
  qtyMilli: zQtyMilliPositive,
  unitPriceTiyin: zTiyinPositive,
  grossTiyin: zTiyinPositive,
  /** The line's own discount; the receipt's discount and cash rounding are shown once, under the lines. */
  lineDiscountTiyin: zTiyinPositive,
  discountTiyin: zTiyinPositive,
  netTiyin: zTiyinPositive,
  vatTiyin: zTiyinPositive,
  stockEstimateMilli: zQtyMilli.nullable(),
  discount: zDiscount.nullable(),
});
export type CartLine = z.infer<typeof zCartLine>;

export const zCart = z.object({
  lines: z.array(zCartLine),
  receiptDiscount: zDiscount.nullable(),
  grossTiyin: zTiyinPositive,
  discountTiyin: zTiyinPositive,
  roundingTiyin: zTiyinPositive,
  totalTiyin: zTiyinPositive,
  vatTiyin: zTiyinPositive,
  /** Amounts a customer is likely to hand over, the exact total first. */
  suggestedTendersTiyin: z.array(zTiyinPositive),
  /** What stands in the way of paying until somebody allows it. */
  needs: z.array(zNeed),
  approvals: z.array(zCartApproval),
});
export type Cart = z.infer<typeof zCart>;

export const zPaid = z.object({
  receiptId: zId,
  receiptNumber: z.number().int().positive(),
  totalTiyin: zTiyin,
  tenderedTiyin: zTiyin,
  changeTiyin: zTiyin,
});
export type Paid = z.infer<typeof zPaid>;

export const zFiscalMark = z.object({
  terminalId: z.string(),
  receiptSeq: z.string(),
  dateTime: z.string(),
  fiscalSign: z.string(),
  qrUrl: z.string(),
});

export const zReceiptSummary = z.object({
  receiptId: zId,
  receiptNumber: z.number().int().positive(),
  occurredAtMs: zTimeMs,
  totalTiyin: zTiyin,
  lineCount: z.number().int().positive(),
  fiscal: z.enum(['pending', 'done', 'refused']),
  printed: z.enum(['pending', 'done', 'trouble']),
});
export type ReceiptSummary = z.infer<typeof zReceiptSummary>;

export const zReceipt = zReceiptSummary.extend({
  header: z.array(z.string()),
  footer: z.array(z.string()),
  cashierName: z.string(),
  lines: z.array(zCartLine.omit({ stockEstimateMilli: true })),
  grossTiyin: zTiyin,
  discountTiyin: zTiyin,
  roundingTiyin: zTiyin,
  vatTiyin: zTiyin,
  tenderedTiyin: zTiyin,
  changeTiyin: zTiyin,
  mark: zFiscalMark.nullable(),
});
export type Receipt = z.infer<typeof zReceipt>;

const zAdded = z.object({ cart: zCart, lineId: zId });
const zLineRef = z.object({ lineId: zId });

export const saleContract = {
  cart: { params: zNothing, value: zCart },
  /** The code as the scanner sent it, GS (0x1D) included; the engine normalises it. */
  scan: { params: z.object({ code: z.string().min(1).max(200) }), value: zAdded },
  addProduct: {
    params: z.object({ productId: zId, qtyMilli: zQtyMilliPositive.optional() }),
    value: zAdded,
  },
  setQuantity: { params: zLineRef.extend({ qtyMilli: zQtyMilliPositive }), value: zCart },
  setLineDiscount: { params: zLineRef.extend({ discount: zDiscount.nullable() }), value: zCart },
  setReceiptDiscount: { params: z.object({ discount: zDiscount.nullable() }), value: zCart },
  removeLine: { params: zLineRef, value: zCart },
  clear: { params: zNothing, value: zCart },
  payCash: { params: z.object({ tenderedTiyin: zTiyinPositive }), value: zPaid },
  receipts: {
    params: z.object({ limit: z.number().int().min(1).max(200) }),
    value: z.array(zReceiptSummary),
  },
  receipt: { params: z.object({ receiptId: zId }), value: zReceipt },
  reprint: { params: z.object({ receiptId: zId }), value: zDone },
} satisfies Contract;
