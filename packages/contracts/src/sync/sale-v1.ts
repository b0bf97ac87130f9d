import { z } from 'zod';
import {
  zBarcode,
  zBusinessDate,
  zId,
  zIkpu,
  zName,
  zQtyMilliPositive,
  zTimeMs,
  zTiyinPositive,
  zVatRateBps,
} from '../scalar.ts';

/**
 * A paid receipt, as the till committed it. Figures are the till's and are never corrected by the
 * server: it recomputes, and flags `sales/calc-mismatch` where it differs.
 * Objects are loose: a field added by a newer till survives storage and hashing.
 */
export const zSaleLineV1 = z.looseObject({
  lineId: zId,
  productId: zId,
  /** The code that was scanned; null when picked by hand. */
  barcode: zBarcode.nullable(),
  name: zName,
  ikpu: zIkpu.nullable(),
  packageCode: z.string().max(20).nullable(),
  qtyMilli: zQtyMilliPositive,
  unitPriceTiyin: zTiyinPositive,
  /** Discount the cashier gave on this line; null = none. */
  discount: z
    .union([
      z.looseObject({ kind: z.literal('percent'), bps: z.number().int().min(0).max(10_000) }),
      z.looseObject({ kind: z.literal('amount'), tiyin: zTiyinPositive }),
    ])
    .nullable(),
  grossTiyin: zTiyinPositive,
  lineDiscountTiyin: zTiyinPositive,
  /** Share of the receipt discount. */
  receiptDiscountTiyin: zTiyinPositive,
  /** Share of the cash rounding, always in the customer's favour. */
  roundingDiscountTiyin: zTiyinPositive,
  /** Gross less all discounts; VAT is inside it. */
  netTiyin: zTiyinPositive,
  vatRateBps: zVatRateBps,
  vatTiyin: zTiyinPositive,
  /** Version of the catalogue row that gave the price. */
  productVersion: z.number().int().nonnegative(),
});

export const zPaymentV1 = z.looseObject({
  paymentId: zId,
  kind: z.enum(['cash']),
  /** What settles the receipt: tendered less change. */
  amountTiyin: zTiyinPositive,
  tenderedTiyin: zTiyinPositive,
  changeTiyin: zTiyinPositive,
});

export const zPricingPolicy = z.looseObject({
  vatPer: z.enum(['line', 'receipt']),
  vatRounding: z.enum(['floor', 'ceil', 'half-up', 'half-even']),
  lineRounding: z.enum(['floor', 'ceil', 'half-up', 'half-even']),
  cashRoundingTiyin: zTiyinPositive,
});

export const zSaleV1 = z.looseObject({
  receiptId: zId,
  /** Gapless per terminal, taken in the transaction of the sale, never recycled. */
  receiptNumber: z.number().int().positive(),
  shiftId: zId,
  employeeId: zId,
  /** Fixed when the shift opens; a sale after midnight belongs to its shift's day. */
  businessDate: zBusinessDate,
  occurredAtMs: zTimeMs,
  calcVersion: z.number().int().positive(),
  policy: zPricingPolicy,
  receiptDiscount: zSaleLineV1.shape.discount,
  lines: z.array(zSaleLineV1).min(1).max(1000),
  grossTiyin: zTiyinPositive,
  discountTiyin: zTiyinPositive,
  totalTiyin: zTiyinPositive,
  vatTiyin: zTiyinPositive,
  payments: z.array(zPaymentV1).min(1).max(20),
  /** The cart it was made in: approvals are bound to it before there is a receipt. Since wire version 2. */
  cartId: zId.optional(),
  /** ApprovalV1 this sale used up: each serves one sale. Since wire version 2. */
  approvalIds: z.array(zId).max(100).optional(),
});
export type SaleV1 = z.infer<typeof zSaleV1>;
export type SaleLineV1 = z.infer<typeof zSaleLineV1>;
export type PaymentV1 = z.infer<typeof zPaymentV1>;
