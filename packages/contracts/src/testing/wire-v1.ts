import { z } from 'zod';
import {
  zBarcode,
  zCount,
  zHash,
  zId,
  zIkpu,
  zLanguage,
  zName,
  zOrdinal,
  zQtyMilli,
  zTiyinPositive,
  zVatRateBps,
} from '../scalar.ts';

/**
 * How a till of wire version 1 reads what a server says, as it was released: kept to prove that servers still speak to
 * it. Never changed.
 */
const zHeadAtV1 = z.object({ epoch: zOrdinal, seq: zCount, hash: zHash });

const zProductAtV1 = z.looseObject({
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

const zEmployeeAtV1 = z.looseObject({
  id: zId,
  name: z.string(),
  role: z.enum(['owner', 'manager', 'cashier', 'stock-keeper', 'accountant']),
  pinSalt: z.string().nullable(),
  pinHash: z.string().nullable(),
  active: z.boolean(),
});

const zSettingsAtV1 = z.looseObject({
  terminalId: zId,
  terminalName: z.string(),
  tenantId: zId,
  businessName: z.string(),
  taxId: z.string(),
  storeId: zId,
  storeName: z.string(),
  address: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  warehouseId: zId,
  policy: z.looseObject({
    vatPer: z.enum(['line', 'receipt']),
    vatRounding: z.enum(['floor', 'ceil', 'half-up', 'half-even']),
    lineRounding: z.enum(['floor', 'ceil', 'half-up', 'half-even']),
    cashRoundingTiyin: zTiyinPositive,
  }),
  receiptLanguage: zLanguage,
});

export const zPullResponseAtV1 = z.object({
  cursor: z.string(),
  hasMore: z.boolean(),
  products: z.array(zProductAtV1),
  stock: z.array(z.looseObject({ productId: zId, qtyMilli: zQtyMilli })),
  employees: z.array(zEmployeeAtV1),
  settings: zSettingsAtV1,
  head: zHeadAtV1,
  serverTimeMs: z.number(),
});

export const zSnapshotLineAtV1 = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('header'), base: z.string(), total: zCount, head: zHeadAtV1 }),
  z.looseObject({ type: z.literal('product'), product: zProductAtV1, stockQtyMilli: zQtyMilli }),
  z.looseObject({ type: z.literal('end') }),
]);

export const zPairResponseAtV1 = z.object({
  epoch: zOrdinal,
  lastNumbers: z.object({ receipt: zCount, shift: zCount }),
  settings: zSettingsAtV1,
  serverTimeMs: z.number(),
});
