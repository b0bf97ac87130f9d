import { foldSearch } from '@jowi/i18n/fold';

/** What a product is found by: both names, SKU and barcodes, folded. Written with the product, searched with LIKE. */
export function productSearchText(product: {
  readonly sku: string;
  readonly name: { readonly ru: string; readonly uz: string };
  readonly barcodes: readonly string[];
}): string {
  const { sku, name, barcodes } = product;
  return [...new Set([name.ru, name.uz, sku, ...barcodes].map(foldSearch))].join(' ');
}
