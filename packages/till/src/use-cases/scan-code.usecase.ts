import { normaliseBarcode } from '@jowi/domain/barcode';
import { WHOLE } from '@jowi/domain/quantity';
import { TillError } from '../result.ts';
import type { Product } from '../store/catalogue.store.ts';
import type { TillContext } from '../till-context.ts';
import { addToCart } from './add-product.usecase.ts';

/** GS1 DataMatrix and GS1-128 begin with AI 01 and the article's GTIN-14, after what the scanner may put in front. */
const GS1_GTIN = /^(?:\][A-Za-z]\d)?\p{Cc}?01(\d{14})/u;

/** A code as the scanner sent it. Throws `sales/barcode-unknown` with the code a person can read. */
export function scanCode(till: TillContext, raw: string): string {
  const code = normaliseBarcode(raw);
  const product = code === '' ? null : (till.catalogue.findByBarcode(code) ?? findByGs1(till, raw));
  if (!product) throw new TillError('sales/barcode-unknown', { code: code.slice(0, 63) });
  // The line's barcode is what the contract allows on a receipt: a plain code, not a whole marking.
  const scanned = /^[\x21-\x7e]{1,63}$/.test(code) ? code : product.barcode;
  return addToCart(till, product, scanned, WHOLE);
}

function findByGs1(till: TillContext, raw: string): Product | null {
  const gtin = GS1_GTIN.exec(raw)?.[1];
  return gtin ? till.catalogue.findByBarcode(normaliseBarcode(gtin)) : null;
}
