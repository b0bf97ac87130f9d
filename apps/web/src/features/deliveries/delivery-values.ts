import type { Product } from '@jowi/contracts/http/catalogue';
import type { DeliveryInput } from '@jowi/contracts/http/deliveries';
import { zBusinessDate } from '@jowi/contracts/scalar';
import { divRound } from '@jowi/domain/money';
import { z } from 'zod';
import { MONEY_DIGITS, QTY_DIGITS, toWire } from '../../form/decimal-text.ts';

const zLine = z.object({
  productId: z.string(),
  nameRu: z.string(),
  nameUz: z.string(),
  unit: z.enum(['piece', 'kg', 'litre', 'metre']),
  qty: z.string().refine((text) => BigInt(toWire(text, QTY_DIGITS) ?? '0') > 0n, 'form.qty'),
  /** Of the whole line, as on the supplier's paper. */
  cost: z.string().refine((text) => toWire(text, MONEY_DIGITS) !== null, 'form.amount'),
});
export type DeliveryLineValues = z.infer<typeof zLine>;

/** Messages are keys of the catalogue. */
export const zDeliveryValues = z.object({
  supplierName: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
  documentNumber: z.string().trim().max(60, 'form.tooLong'),
  documentDate: z.string().refine((text) => zBusinessDate.safeParse(text).success, 'form.date'),
  warehouseId: z.string().min(1, 'form.required'),
  lines: z.array(zLine).min(1, 'deliveryForm.noLines'),
});
export type DeliveryValues = z.infer<typeof zDeliveryValues>;

export function lineOf(product: Product): DeliveryLineValues {
  return {
    productId: product.id,
    nameRu: product.name.ru,
    nameUz: product.name.uz,
    unit: product.unit,
    qty: '1',
    cost: '',
  };
}

export function deliveryInputOf(id: string, values: DeliveryValues): DeliveryInput {
  return {
    id,
    warehouseId: values.warehouseId,
    supplierName: values.supplierName,
    documentNumber: values.documentNumber,
    documentDate: values.documentDate,
    lines: values.lines.map((line) => ({
      productId: line.productId,
      qtyMilli: toWire(line.qty, QTY_DIGITS) ?? '0',
      costTiyin: toWire(line.cost, MONEY_DIGITS) ?? '0',
    })),
  };
}

/** One more of what was scanned again: `2` -> `3`, `0.5` -> `1.5`; an empty or half-typed field starts at one. */
export function oneMore(qty: string): string {
  const [whole = '', fraction] = qty.split('.');
  const next = /^\d+$/.test(whole) ? String(BigInt(whole) + 1n) : '1';
  return fraction ? `${next}.${fraction}` : next;
}

/** Cost of one unit for the eye, rounded to a tiyin; the lot itself keeps the cost of the whole line. */
export function unitCostTiyin(qtyMilli: string, costTiyin: string): string {
  const qty = BigInt(qtyMilli);
  return qty === 0n ? '0' : String(divRound(BigInt(costTiyin) * 1000n, qty, 'half-up'));
}

/** What is filled in so far; fields not readable yet count as nothing. */
export function totalCostTiyin(lines: readonly Pick<DeliveryLineValues, 'cost'>[]): string {
  return String(lines.reduce((sum, line) => sum + BigInt(toWire(line.cost, MONEY_DIGITS) ?? '0'), 0n));
}
