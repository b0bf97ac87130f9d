import type { Problem } from '@jowi/contracts/errors';
import type { ProductInput } from '@jowi/contracts/http/catalogue';
import { checkDigit, isGtin, normaliseBarcode } from '@jowi/domain/barcode';

/** The one form a product is stored in: barcodes as scanners will look them up, each once. */
export function normaliseProduct<T extends ProductInput>(input: T): T {
  const ru = plain(input.name.ru);
  const uz = plain(input.name.uz);
  return {
    ...input,
    sku: plain(input.sku),
    name: { ru: ru || uz, uz: uz || ru },
    barcodes: [...new Set(input.barcodes.map(normaliseBarcode))].filter((code) => code !== ''),
  };
}

function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}

/** What a fiscal module still takes for one item. */
export const MAX_PRICE_TIYIN = 99_999_999_999_999n;

/** What is wrong with a normalised product by itself; whether codes are taken is the database's to say. */
export function checkProduct(product: ProductInput): Problem[] {
  const problems: Problem[] = [];
  if (product.name.ru === '') problems.push({ code: 'catalogue/name-required', field: 'name.ru' });
  if (product.sku === '') problems.push({ code: 'common/validation', field: 'sku' });
  if (BigInt(product.priceTiyin) > MAX_PRICE_TIYIN) {
    const value = String(BigInt(product.priceTiyin) / 100n);
    problems.push({ code: 'catalogue/price-format', params: { value }, field: 'priceTiyin' });
  }
  for (const [i, barcode] of product.barcodes.entries()) {
    const problem = checkBarcode(barcode);
    if (problem) problems.push({ ...problem, field: `barcodes.${i}` });
  }
  return problems;
}

/** A rate the business does not have; without VAT, and as it was before, a product may always be. */
export function checkVatRate(
  { vatRateBps }: Pick<ProductInput, 'vatRateBps'>,
  ratesBps: readonly number[],
  before: number | null,
): Problem[] {
  if (vatRateBps === null || vatRateBps === before || ratesBps.includes(vatRateBps)) return [];
  const value = String(vatRateBps / 100);
  return [{ code: 'catalogue/vat-rate-unknown', params: { value }, field: 'vatRateBps' }];
}

/** Codes as long as a GTIN must have its check digit; others are the shop's own. */
export function checkBarcode(barcode: string): Problem | null {
  if (!/^(\d{8}|\d{12,14})$/.test(barcode) || isGtin(barcode)) return null;
  const expected = checkDigit(barcode.slice(0, -1));
  return { code: 'catalogue/barcode-check-digit', params: { barcode, expected } };
}
