import { z } from 'zod';
import { zRoleLimits } from '../permissions.ts';
import { pageOf, zId, zLanguage, zPageQuery, zPhone, zTiyinPositive } from '../scalar.ts';
import { zNegativeStockPolicy } from '../sync/pull.ts';

/** What a business deals in. Entries are added, never renamed. */
export const BUSINESS_KINDS = [
  'grocery',
  'clothing',
  'household',
  'electronics',
  'building',
  'pharmacy',
  'cosmetics',
  'stationery',
  'auto-parts',
  'children',
  'other',
] as const;
export const zBusinessKind = z.enum(BUSINESS_KINDS);
export type BusinessKind = z.infer<typeof zBusinessKind>;

/** STIR or PINFL as typed; the use case reads it with `parseTaxId` and keeps the digits. */
export const zTaxIdText = z.string().trim().min(1).max(40);

const zBps = z.number().int().min(0).max(9900);

/** What holds for the whole business. */
export const zBusinessSettings = z.object({
  name: z.string().trim().min(1).max(200),
  /** As in the papers, with its form (OOO, MChJ, YaTT); null = the name is enough. */
  legalName: z.string().trim().min(1).max(200).nullable(),
  taxId: zTaxIdText,
  kind: zBusinessKind,
  /** False: nothing is sold with VAT, whatever its product says. */
  vatPayer: z.boolean(),
  /** Rates a product may have, beside "without VAT"; empty when the business pays none. */
  vatRatesBps: z.array(zBps).max(10),
  /** What a new product starts with: one of the rates, or null = without VAT. */
  defaultVatRateBps: zBps.nullable(),
  /** Languages offered on its screens; the first is what a new till or person starts with. */
  languages: z.array(zLanguage).min(1).max(2),
  /** Everybody signs in with a second factor, whatever the role. */
  secondFactorRequired: z.boolean(),
});
export type BusinessSettings = z.infer<typeof zBusinessSettings>;

export const MAX_RECEIPT_LINES = 5;
const zPrintedLines = z.array(z.string().max(200)).max(MAX_RECEIPT_LINES);
/** Lines of the shop's own by language; how many letters fit one depends on the paper. */
export const zReceiptLines = z.object({ ru: zPrintedLines, uz: zPrintedLines });
export type ReceiptLines = z.infer<typeof zReceiptLines>;

export const PAPER_COLUMNS = { 58: 32, 80: 48 } as const;
export type PaperMm = keyof typeof PAPER_COLUMNS;

const zRounding = z.enum(['floor', 'ceil', 'half-up', 'half-even']);

/** Narrower than the role's where given; null = as the role says. */
export const zStoreLimits = z.object({
  discountBps: zRoleLimits.shape.discountBps.nullable(),
  priceOverrideBps: zRoleLimits.shape.priceOverrideBps.nullable(),
  refundTiyin: zTiyinPositive.nullable(),
  cashOutTiyin: zTiyinPositive.nullable(),
});
export type StoreLimits = z.infer<typeof zStoreLimits>;

/** What holds for one store and its tills. */
export const zStoreSettings = z.object({
  name: z.string().trim().min(1).max(200),
  address: z.string().trim().min(1).max(300),
  /** Printed on receipts. */
  phone: zPhone.nullable(),
  /** Sent to the fiscal module with every receipt. */
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** The first is the receipt's own; header and footer are printed in each. */
  receiptLanguages: z.array(zLanguage).min(1).max(2),
  paperMm: z.literal([58, 80]),
  receiptHeader: zReceiptLines,
  receiptFooter: zReceiptLines,
  policy: z.object({
    vatPer: z.enum(['line', 'receipt']),
    vatRounding: zRounding,
    lineRounding: zRounding,
    /** Totals go down to a multiple of this; 0 = to the tiyin. */
    cashRoundingTiyin: zTiyinPositive,
  }),
  negativeStock: zNegativeStockPolicy,
  limits: zStoreLimits.nullable(),
});
export type StoreSettings = z.infer<typeof zStoreSettings>;

const zVersion = z.number().int().positive();

/** GET /v1/settings/business. `mayChange`: the one who asks may; somebody who works in some stores only may not. */
export const zBusinessSettingsView = z.object({
  version: zVersion,
  mayChange: z.boolean(),
  settings: zBusinessSettings,
});
export type BusinessSettingsView = z.infer<typeof zBusinessSettingsView>;
/** PUT /v1/settings/business: `version` is the one being changed; another one meanwhile = `settings/version-conflict`. */
export const zBusinessSettingsUpdate = z.object({ version: zVersion, settings: zBusinessSettings });
export type BusinessSettingsUpdate = z.infer<typeof zBusinessSettingsUpdate>;

/** GET /v1/settings/vat: for whoever edits products. */
export const zVatSettings = zBusinessSettings.pick({
  vatPayer: true,
  vatRatesBps: true,
  defaultVatRateBps: true,
});
export type VatSettings = z.infer<typeof zVatSettings>;

/** GET /v1/settings/stores: closed ones last. */
export const zStoreItem = z.object({
  id: zId,
  name: z.string(),
  address: z.string(),
  isClosed: z.boolean(),
  /** Tills that are not revoked. */
  tillCount: z.number().int(),
  version: zVersion,
});
export type StoreItem = z.infer<typeof zStoreItem>;
/** `mayCreate`: also close and open again. */
export const zStoreList = z.object({ mayCreate: z.boolean(), items: z.array(zStoreItem) });

/** What is odd but was kept: coordinates abroad or exchanged. */
export const zStoreDoubt = z.enum(['place-abroad', 'place-swapped']);
export type StoreDoubt = z.infer<typeof zStoreDoubt>;

/** GET /v1/settings/stores/:id; also the answer to every change. */
export const zStoreSettingsView = z.object({
  id: zId,
  version: zVersion,
  isClosed: z.boolean(),
  doubts: z.array(zStoreDoubt),
  settings: zStoreSettings,
});
export type StoreSettingsView = z.infer<typeof zStoreSettingsView>;
/** POST /v1/settings/stores: a store with a main warehouse; the rest is taken over from `likeStoreId`, else usual. */
export const zStoreCreate = zStoreSettings
  .pick({ name: true, address: true, phone: true, latitude: true, longitude: true })
  .extend({ likeStoreId: zId.optional() });
export type StoreCreate = z.infer<typeof zStoreCreate>;
/** PUT /v1/settings/stores/:id. */
export const zStoreSettingsUpdate = z.object({ version: zVersion, settings: zStoreSettings });
export type StoreSettingsUpdate = z.infer<typeof zStoreSettingsUpdate>;
/** POST /v1/settings/stores/:id/close and /reopen. */
export const zSettingsVersion = z.object({ version: zVersion });

/** GET .../history, newest first. `before` is null for the first one known. */
export const zSettingsEvent = z.enum(['create', 'change', 'return', 'close', 'reopen']);
export const zSettingsChange = z.object({
  version: zVersion,
  event: zSettingsEvent,
  changedAtMs: z.number(),
  /** Null: before there was a history. */
  changedBy: z.object({ id: zId, name: z.string() }).nullable(),
  /** The version a `return` went back to. */
  returnedTo: zVersion.nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()),
});
export type SettingsChange = z.infer<typeof zSettingsChange>;
export const zSettingsHistory = pageOf(zSettingsChange);
export const zSettingsHistoryQuery = zPageQuery;
/** POST .../return: the settings of an older version become the newest; `version` as with PUT. */
export const zSettingsReturn = z.object({ version: zVersion, to: zVersion });
export type SettingsReturn = z.infer<typeof zSettingsReturn>;
