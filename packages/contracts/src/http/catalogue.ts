import { z } from 'zod';
import { zProblem } from '../errors.ts';
import {
  pageOf,
  zBarcode,
  zId,
  zIkpu,
  zName,
  zOrdinal,
  zPageQuery,
  zTiyinPositive,
  zVatRateBps,
} from '../scalar.ts';

export const zUnit = z.enum(['piece', 'kg', 'litre', 'metre']);

/** Fields a person fills in. POST /v1/products creates; PUT /v1/products/:id replaces, `version` as read. */
export const zProductInput = z.object({
  sku: z.string().trim().min(1).max(40),
  name: zName,
  barcodes: z.array(zBarcode).max(20),
  priceTiyin: zTiyinPositive,
  vatRateBps: zVatRateBps,
  unit: zUnit,
  ikpu: zIkpu.nullable(),
  packageCode: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
});
export type ProductInput = z.infer<typeof zProductInput>;
/** `version` guards against overwriting a neighbour's edit: 409 `catalogue/version-conflict`. */
export const zProductUpdate = zProductInput.extend({ version: zOrdinal });
export type ProductUpdate = z.infer<typeof zProductUpdate>;

export const zProduct = zProductInput.extend({ id: zId, version: zOrdinal, archived: z.boolean() });
export type Product = z.infer<typeof zProduct>;

/** GET /v1/products?search=&archived=&cursor=&limit=. search: name in any language or script, SKU, barcode. */
export const zProductQuery = zPageQuery.extend({
  search: z.string().max(100).optional(),
  archived: z.enum(['true', 'false']).default('false'),
});
export type ProductQuery = z.infer<typeof zProductQuery>;
export const zProductPage = pageOf(zProduct);
export type ProductPage = z.infer<typeof zProductPage>;
/** POST /v1/products/:id/archive and /restore, body {version}; answer zProduct. */
export const zProductArchive = z.object({ version: zOrdinal });

/**
 * POST /v1/products/import?mode=check|apply, body text/csv (UTF-8 or windows-1251, `;` `,` or tab, at most 10 MB).
 * Columns by header: sku, name_ru, name_uz, barcode (several split by |), price (so'm, decimal comma or point),
 * vat (12, 0 or empty = without), unit, ikpu, package_code. An existing sku is updated.
 * `check` answers the report; `apply` changes nothing at all when there is one problem (422 with the same report).
 */
export const zImportProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  problem: zProblem,
});
export const zImportReport = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  applied: z.boolean(),
  problems: z.array(zImportProblem),
  /** The first rows as they would be, for the eye. */
  preview: z.array(zProductInput).max(20),
});
export type ImportReport = z.infer<typeof zImportReport>;
export const zImportQuery = z.object({ mode: z.enum(['check', 'apply']) });
