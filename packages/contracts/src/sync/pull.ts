import { z } from 'zod';
import {
  zBarcode,
  zCount,
  zId,
  zIkpu,
  zLanguage,
  zName,
  zQtyMilli,
  zTiyinPositive,
  zVatRateBps,
} from '../scalar.ts';
import { zChainHead } from './journal.ts';
import { zPricingPolicy } from './sale-v1.ts';

/** A product as a till needs it: all barcodes and the price inside. `archived` = remove from sale. */
export const zProductFeed = z.looseObject({
  id: zId,
  version: z.number().int().nonnegative(),
  sku: z.string(),
  name: zName,
  barcodes: z.array(zBarcode),
  priceTiyin: zTiyinPositive,
  vatRateBps: zVatRateBps,
  unit: z.enum(['piece', 'kg', 'litre', 'metre']),
  ikpu: zIkpu.nullable(),
  packageCode: z.string().nullable(),
  archived: z.boolean(),
});
export type ProductFeed = z.infer<typeof zProductFeed>;

/** Server-side stock of one product in this till's warehouse, as of the response's `head`. */
export const zStockFeed = z.looseObject({ productId: zId, qtyMilli: zQtyMilli });
export type StockFeed = z.infer<typeof zStockFeed>;

/**
 * pinHash = scrypt(PIN, pinSalt, N=16384, r=8, p=1, 32 bytes), both base64url; null = no PIN given yet.
 * The till binds it to its device secret before it touches the disk.
 */
export const zEmployeeFeed = z.looseObject({
  id: zId,
  name: z.string(),
  role: z.enum(['owner', 'manager', 'cashier', 'stock-keeper', 'accountant']),
  pinSalt: z.string().nullable(),
  pinHash: z.string().nullable(),
  active: z.boolean(),
});
export type EmployeeFeed = z.infer<typeof zEmployeeFeed>;

/** What the till must know of its own place; printed on receipts and sent to the fiscal module. */
export const zTerminalSettings = z.looseObject({
  terminalId: zId,
  terminalName: z.string(),
  tenantId: zId,
  businessName: z.string(),
  /** STIR (9 digits) or PINFL (14 digits). */
  taxId: z.string(),
  storeId: zId,
  storeName: z.string(),
  address: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  warehouseId: zId,
  policy: zPricingPolicy,
  receiptLanguage: zLanguage,
});
export type TerminalSettings = z.infer<typeof zTerminalSettings>;

/**
 * GET /v1/sync/pull?cursor=&limit=: everything committed since the cursor, in transaction order, nothing skipped.
 * The cursor is opaque to the till. `head` says which of the till's own entries the stock figures include.
 */
export const zPullQuery = z.object({
  cursor: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});
export const zPullResponse = z.object({
  cursor: z.string(),
  hasMore: z.boolean(),
  products: z.array(zProductFeed),
  stock: z.array(zStockFeed),
  employees: z.array(zEmployeeFeed),
  settings: zTerminalSettings,
  head: zChainHead,
  serverTimeMs: z.number(),
});
export type PullResponse = z.infer<typeof zPullResponse>;

/**
 * GET /v1/sync/snapshot?base=&after=: NDJSON, gzip on request. First line a header, then one line a product
 * in id order, last line the end mark (its absence = cut off: resume with base and the last id as `after`).
 */
export const zSnapshotQuery = z.object({ base: z.string().max(200).optional(), after: zId.optional() });
export const zSnapshotLine = z.discriminatedUnion('type', [
  /**
   * `base`: the cursor from which to pull once the snapshot is in. total: products in all, for the progress light.
   * `head`: which of the till's own entries the stock figures include; what moves later comes with the pull.
   */
  z.looseObject({ type: z.literal('header'), base: z.string(), total: zCount, head: zChainHead }),
  z.looseObject({ type: z.literal('product'), product: zProductFeed, stockQtyMilli: zQtyMilli }),
  z.looseObject({ type: z.literal('end') }),
]);
export type SnapshotLine = z.infer<typeof zSnapshotLine>;

/** GET /v1/sync/events (SSE): `event: poke` with this data whenever a pull would bring something. */
export const zPoke = z.object({ reason: z.enum(['change', 'hello']) });
