import { zBusinessDate, zId, zTimeMs, zTiyin, zTiyinPositive } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { type Contract, zDone, zNothing } from '../method.ts';

export const zShiftView = z.object({
  shiftId: zId,
  shiftNumber: z.number().int().positive(),
  businessDate: zBusinessDate,
  openedAtMs: zTimeMs,
  openedBy: z.string(),
  floatTiyin: zTiyinPositive,
});
export type ShiftView = z.infer<typeof zShiftView>;

/** What the server last said of a shift, signed and checked. */
export const zStatementView = z.object({
  receiptsHeld: z.number().int().nonnegative(),
  receiptsClaimed: z.number().int().nonnegative(),
  /** The first letters of the hash its chain ends with. */
  headShort: z.string(),
  atMs: zTimeMs,
  agrees: z.boolean(),
});

/** X while the shift is open, Z once it is closed: the same figures. Money as decimal strings of tiyin. */
export const zShiftReport = z.object({
  shiftId: zId,
  shiftNumber: z.number().int().positive(),
  businessDate: zBusinessDate,
  openedAtMs: zTimeMs,
  closedAtMs: zTimeMs.nullable(),
  receiptCount: z.number().int().nonnegative(),
  salesTiyin: zTiyin,
  vatTiyin: zTiyin,
  discountTiyin: zTiyin,
  cashTiyin: zTiyin,
  floatTiyin: zTiyin,
  expectedTiyin: zTiyin,
  countedTiyin: zTiyin.nullable(),
  /** Below zero: money is missing. */
  discrepancyTiyin: zTiyin.nullable(),
  firstReceiptNumber: z.number().int().positive().nullable(),
  lastReceiptNumber: z.number().int().positive().nullable(),
  /** null = the server has said nothing of it yet. */
  statement: zStatementView.nullable(),
});
export type ShiftReport = z.infer<typeof zShiftReport>;

export const shiftContract = {
  current: { params: zNothing, value: zShiftView.nullable() },
  open: { params: z.object({ floatTiyin: zTiyinPositive }), value: zShiftView },
  close: { params: z.object({ countedTiyin: zTiyinPositive }), value: zShiftReport },
  report: { params: zNothing, value: zShiftReport },
  printReport: { params: z.object({ shiftId: zId }), value: zDone },
} satisfies Contract;
