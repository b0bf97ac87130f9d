import { formatAmount } from '@jowi/i18n/format';
import type { DemoProduct } from '../../src/modules/guide/demo/goods/make-products.ts';

/** The shelf as the file a shop would import. */
export function toProductCsv(products: readonly DemoProduct[]): Buffer {
  const header = 'sku;name_ru;name_uz;barcode;price;vat;unit;ikpu;package_code';
  const rows = products.map((product) =>
    [
      product.sku,
      product.nameRu,
      product.nameUz,
      product.barcodes.join('|'),
      formatAmount(product.priceTiyin),
      product.vat === null ? '' : String(product.vat),
      product.unit,
      product.ikpu,
      product.packageCode,
    ].join(';'),
  );
  return Buffer.from([header, ...rows].join('\r\n'));
}
