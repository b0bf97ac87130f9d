import { z } from 'zod';

/** Money on the wire: integer tiyin as a decimal string (a JSON number would lose digits past 2^53). */
export const zTiyin = z.string().regex(/^-?(0|[1-9]\d{0,17})$/);
/** Money that may not be negative. */
export const zTiyinPositive = z.string().regex(/^(0|[1-9]\d{0,17})$/);
/** Quantity on the wire: thousandths as a decimal string; 1 piece = "1000". */
export const zQtyMilli = z.string().regex(/^-?(0|[1-9]\d{0,14})$/);
export const zQtyMilliPositive = z.string().regex(/^[1-9]\d{0,14}$/);
/** In the one form the databases give back: ids are compared as text. */
export const zId = z.uuid().lowercase();
/** A counter as the databases hold it: 32 bits. */
export const zCount = z.number().int().min(0).max(2_147_483_647);
/** Such a counter from 1 on. */
export const zOrdinal = zCount.min(1);
/** Unix time in ms, as the machine that recorded the fact believed it. Never used for ordering. */
export const zTimeMs = z.number().int().nonnegative();
/** Basis points of VAT; null = the seller or the item is without VAT, which is not the same as 0 %. */
export const zVatRateBps = z.number().int().min(0).max(9900).nullable();
export const zBusinessDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** SHA-256, lower-case hex. */
export const zHash = z.string().regex(/^[0-9a-f]{64}$/);
export const zLanguage = z.enum(['ru', 'uz']);
export type Language = z.infer<typeof zLanguage>;
/** Name in both languages; Uzbek in the official Latin letters. */
export const zName = z.object({ ru: z.string().min(1).max(200), uz: z.string().min(1).max(200) });
/** 8, 12, 13 or 14 digits with a check digit are verified by the use case; other codes are shop-made. */
export const zBarcode = z.string().regex(/^[\x21-\x7e]{1,63}$/);
/** IKPU (MXIK): exactly 17 digits (PP-5252). */
export const zIkpu = z.string().regex(/^\d{17}$/);
/** +998 and nine national digits. */
export const zPhone = z.string().regex(/^\+998\d{9}$/);
/** A page of a list: `next` is passed back as `cursor`; null = the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
export const zPageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
