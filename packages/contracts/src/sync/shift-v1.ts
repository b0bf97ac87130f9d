import { z } from 'zod';
import { zBusinessDate, zId, zTimeMs, zTiyin, zTiyinPositive } from '../scalar.ts';

export const zShiftOpenedV1 = z.looseObject({
  shiftId: zId,
  shiftNumber: z.number().int().positive(),
  employeeId: zId,
  businessDate: zBusinessDate,
  occurredAtMs: zTimeMs,
  floatTiyin: zTiyinPositive,
});
export type ShiftOpenedV1 = z.infer<typeof zShiftOpenedV1>;

/** The Z: totals are the fold of the shift's own entries, as the till reckoned them. */
export const zShiftClosedV1 = z.looseObject({
  shiftId: zId,
  employeeId: zId,
  occurredAtMs: zTimeMs,
  countedTiyin: zTiyinPositive,
  expectedTiyin: zTiyin,
  discrepancyTiyin: zTiyin,
  receiptCount: z.number().int().nonnegative(),
  salesTiyin: zTiyinPositive,
  vatTiyin: zTiyinPositive,
  firstReceiptNumber: z.number().int().positive().nullable(),
  lastReceiptNumber: z.number().int().positive().nullable(),
});
export type ShiftClosedV1 = z.infer<typeof zShiftClosedV1>;
