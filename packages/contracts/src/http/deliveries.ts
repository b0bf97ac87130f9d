import { z } from 'zod';
import {
  pageOf,
  zBusinessDate,
  zId,
  zName,
  zPageQuery,
  zQtyMilliPositive,
  zTiyinPositive,
} from '../scalar.ts';

/** POST /v1/deliveries: posts at once; each line makes a FIFO lot of the warehouse. The client makes the id: repeating is safe. */
export const zDeliveryInput = z.object({
  id: zId,
  warehouseId: zId,
  supplierName: z.string().trim().min(1).max(200),
  documentNumber: z.string().trim().max(60),
  documentDate: zBusinessDate,
  lines: z
    .array(
      z.object({
        productId: zId,
        qtyMilli: zQtyMilliPositive,
        /** of the whole line */ costTiyin: zTiyinPositive,
      }),
    )
    .min(1)
    .max(2000),
});
export type DeliveryInput = z.infer<typeof zDeliveryInput>;

export const zDeliverySummary = z.object({
  id: zId,
  number: z.number().int(),
  supplierName: z.string(),
  documentNumber: z.string(),
  documentDate: zBusinessDate,
  postedAtMs: z.number(),
  lineCount: z.number().int(),
  costTiyin: zTiyinPositive,
  warehouseId: zId,
});
export const zDelivery = zDeliverySummary.extend({
  lines: z.array(
    z.object({
      productId: zId,
      sku: z.string(),
      name: zName,
      qtyMilli: zQtyMilliPositive,
      costTiyin: zTiyinPositive,
    }),
  ),
});
export type Delivery = z.infer<typeof zDelivery>;
/** GET /v1/deliveries, newest first; GET /v1/deliveries/:id. */
export const zDeliveryQuery = zPageQuery;
export const zDeliveryPage = pageOf(zDeliverySummary);
export type DeliveryPage = z.infer<typeof zDeliveryPage>;
