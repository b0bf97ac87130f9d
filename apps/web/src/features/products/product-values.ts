import { type Product, type ProductInput, zUnit } from '@jowi/contracts/http/catalogue';
import type { VatSettings } from '@jowi/contracts/http/settings';
import { zBarcode, zIkpu } from '@jowi/contracts/scalar';
import { z } from 'zod';
import { fromWire, MONEY_DIGITS, toWire } from '../../form/decimal-text.ts';

/** The select cannot hold null: '' stands for "without VAT". */
const zVatChoice = z.string();

/** What the form holds while it is being filled; messages are keys of the catalogue. */
export const zProductValues = z.object({
  nameRu: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
  nameUz: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
  sku: z.string().trim().min(1, 'form.required').max(40, 'form.tooLong'),
  barcodes: z.array(zBarcode).max(20, 'productForm.barcodeMax'),
  price: z.string().refine((text) => toWire(text, MONEY_DIGITS) !== null, 'form.price'),
  vat: zVatChoice,
  unit: zUnit,
  ikpu: z
    .string()
    .trim()
    .refine((text) => text === '' || zIkpu.safeParse(text).success, 'productForm.ikpuFormat'),
  packageCode: z
    .string()
    .trim()
    .regex(/^\d{0,20}$/, 'productForm.packageFormat'),
});
export type ProductValues = z.infer<typeof zProductValues>;

/** A new product starts with the business's usual rate. */
export function emptyProduct(vat: VatSettings): ProductValues {
  const { vatPayer, defaultVatRateBps } = vat;
  return {
    ...NOTHING,
    vat: vatPayer && defaultVatRateBps !== null ? String(defaultVatRateBps) : '',
  };
}

const NOTHING: ProductValues = {
  nameRu: '',
  nameUz: '',
  sku: '',
  barcodes: [],
  price: '',
  vat: '',
  unit: 'piece',
  ikpu: '',
  packageCode: '',
};

export function valuesOf(product: Product): ProductValues {
  return {
    nameRu: product.name.ru,
    nameUz: product.name.uz,
    sku: product.sku,
    barcodes: product.barcodes,
    price: fromWire(product.priceTiyin, MONEY_DIGITS),
    vat: product.vatRateBps === null ? '' : String(product.vatRateBps),
    unit: product.unit,
    ikpu: product.ikpu ?? '',
    packageCode: product.packageCode ?? '',
  };
}

/** Checked values -> the contract's input. */
export function inputOf(values: ProductValues): ProductInput {
  return {
    sku: values.sku,
    name: { ru: values.nameRu, uz: values.nameUz },
    barcodes: values.barcodes,
    priceTiyin: toWire(values.price, MONEY_DIGITS) ?? '0',
    vatRateBps: values.vat === '' ? null : Number(values.vat),
    unit: values.unit,
    ikpu: values.ikpu === '' ? null : values.ikpu,
    packageCode: values.packageCode === '' ? null : values.packageCode,
  };
}

/** The contract's path of a problem -> the form's field; `barcodes.1` is shown at the list of barcodes. */
export function productField(path: string): keyof ProductValues | null {
  const [first = '', second] = path.split('.');
  if (first === 'name') return second === 'uz' ? 'nameUz' : 'nameRu';
  const byName: Record<string, keyof ProductValues> = {
    sku: 'sku',
    barcodes: 'barcodes',
    priceTiyin: 'price',
    vatRateBps: 'vat',
    unit: 'unit',
    ikpu: 'ikpu',
    packageCode: 'packageCode',
  };
  return byName[first] ?? null;
}
