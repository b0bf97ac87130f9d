import { z } from 'zod';
import { pageOf, zId, zName, zPageQuery, zQtyMilli, zTiyin } from '../scalar.ts';

/** GET /v1/stock: one row a product that ever moved, by name. */
export const zStockQuery = zPageQuery.extend({
  search: z.string().max(100).optional(),
  warehouseId: zId.optional(),
  only: z.enum(['all', 'negative', 'in-stock']).default('all'),
});
export type StockQuery = z.infer<typeof zStockQuery>;
export const zStockRow = z.object({
  productId: zId,
  warehouseId: zId,
  sku: z.string(),
  name: zName,
  qtyMilli: zQtyMilli,
  /** Remaining FIFO cost; negative where goods were sold before they were received; null = not for the asker to see. */
  costTiyin: zTiyin.nullable(),
  priceTiyin: zTiyin,
});
export const zStockPage = pageOf(zStockRow);
export type StockPage = z.infer<typeof zStockPage>;
