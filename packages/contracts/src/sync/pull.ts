import { z } from 'zod';
import { zRoleLimits } from '../permissions.ts';
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
import { zServerKey } from './reconcile-v1.ts';
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
  /** piece, kg, litre or metre today. A till that meets another sells it by the piece and says so. */
  unit: z.string().min(1).max(20),
  ikpu: zIkpu.nullable(),
  packageCode: z.string().nullable(),
  archived: z.boolean(),
});
export type ProductFeed = z.infer<typeof zProductFeed>;

/** Server-side stock of one product in this till's warehouse, as of the response's `head`. */
export const zStockFeed = z.looseObject({ productId: zId, qtyMilli: zQtyMilli });
export type StockFeed = z.infer<typeof zStockFeed>;

/**
 * Limits as they travel: one that is missing is nothing where it belongs to a person, and no ceiling where it belongs
 * to a store. A limit a till does not know survives.
 */
export const zFeedLimits = z.looseObject(zRoleLimits.partial().shape);
export type FeedLimits = z.infer<typeof zFeedLimits>;

/**
 * Somebody who works at this till's store. One who no longer does comes once more, not active and without her PIN.
 * pinHash = scrypt(PIN, pinSalt, N=16384, r=8, p=1, 32 bytes), both base64url; null = no PIN given yet.
 * The till binds it to its device secret before it touches the disk.
 */
export const zEmployeeFeed = z.looseObject({
  id: zId,
  name: z.string(),
  /** The kind of her role (ROLE_KINDS); what it lets her do when `permissions` does not come along. */
  role: z.string().min(1).max(40),
  /** The business's own name of her role; null = one of the five, named by the till. Since version 2. */
  roleName: z.string().max(60).nullable().optional(),
  /** What her role lets her do, entries of PERMISSIONS; a till passes over those it does not know. Since version 2. */
  permissions: z.array(z.string().max(60)).max(200).optional(),
  /** Since version 2. */
  limits: zFeedLimits.optional(),
  /** Of the circle with her initials, 1 to 8. Since version 2. */
  color: z.number().int().min(1).optional(),
  pinSalt: z.string().nullable(),
  pinHash: z.string().nullable(),
  active: z.boolean(),
});
export type EmployeeFeed = z.infer<typeof zEmployeeFeed>;

export const NEGATIVE_STOCK_POLICIES = ['allow', 'warn', 'pin', 'block'] as const;
export const zNegativeStockPolicy = z.enum(NEGATIVE_STOCK_POLICIES);
export type NegativeStockPolicy = z.infer<typeof zNegativeStockPolicy>;

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
  /** Which settings these are: raised whenever somebody changes them. Since version 2. */
  settingsVersion: zCount.optional(),
  /** Printed above and below every receipt, lines divided by \n. Since version 2. */
  receiptHeader: z.string().max(500).optional(),
  receiptFooter: z.string().max(500).optional(),
  /**
   * Selling more than the till believes to be on the shelf, one of NEGATIVE_STOCK_POLICIES: allow it, warn, ask for the PIN
   * of somebody with `till/approve`, refuse. A till that is not told warns; one that does not know the word asks
   * for the PIN. Since version 2.
   */
  negativeStock: z.string().max(20).optional(),
  /** The store's own ceilings: nobody passes them here, neither by her role nor with an approval. Since version 2. */
  limits: zFeedLimits.optional(),
  /** The store's, printed under its address. Since version 2. */
  phone: z.string().max(20).nullable().optional(),
  /** False: the business pays no VAT, and nothing is sold with it, whatever its product says. Since version 2. */
  vatPayer: z.boolean().optional(),
  /** Offered on the till's screen, the first being what it starts with. Since version 2. */
  languages: z.array(z.string().max(10)).max(10).optional(),
  /** What the server's statements are checked with; one that brings none makes none. Since version 3. */
  serverKey: zServerKey.optional(),
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
