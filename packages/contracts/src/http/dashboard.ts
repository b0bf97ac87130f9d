import { z } from 'zod';
import { zBusinessDate, zId, zName, zQtyMilli, zTiyin } from '../scalar.ts';

/** GET /v1/dashboard?date=: one business day (default today in Tashkent), compared with the day before. */
export const zDashboardQuery = z.object({ date: zBusinessDate.optional() });
const zDay = z.object({
  receiptCount: z.number().int(),
  salesTiyin: zTiyin,
  vatTiyin: zTiyin,
  /** This and the margins are null for whoever may not see them (`margin/read`). */
  costTiyin: zTiyin.nullable(),
  marginTiyin: zTiyin.nullable(),
  discountTiyin: zTiyin,
});
export const zDashboard = z.object({
  date: zBusinessDate,
  day: zDay,
  previousDay: zDay,
  /** Only hours with sales, Tashkent time. */
  hours: z.array(
    z.object({ hour: z.number().int().min(0).max(23), receiptCount: z.number().int(), salesTiyin: zTiyin }),
  ),
  topProducts: z.array(
    z.object({
      productId: zId,
      name: zName,
      qtyMilli: zQtyMilli,
      netTiyin: zTiyin,
      marginTiyin: zTiyin.nullable(),
    }),
  ),
  fiscalPending: z.number().int(),
  quarantined: z.number().int(),
});
export type Dashboard = z.infer<typeof zDashboard>;
