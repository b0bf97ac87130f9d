import { zId, zName, zQtyMilli, zTiyinPositive } from '@jowi/contracts/scalar';
import { z } from 'zod';
import type { Contract } from '../method.ts';

export const zUnit = z.enum(['piece', 'kg', 'litre', 'metre']);
export type Unit = z.infer<typeof zUnit>;

export const zProductView = z.object({
  id: zId,
  name: zName,
  sku: z.string(),
  priceTiyin: zTiyinPositive,
  unit: zUnit,
  barcode: z.string().nullable(),
  /** What this till believes is on the shelf; null = the shop does not count it. */
  stockEstimateMilli: zQtyMilli.nullable(),
});
export type ProductView = z.infer<typeof zProductView>;

export const catalogueContract = {
  search: {
    params: z.object({ text: z.string().max(100), limit: z.number().int().min(1).max(100) }),
    value: z.array(zProductView),
  },
} satisfies Contract;
