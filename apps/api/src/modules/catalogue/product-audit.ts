import type { ProductInput } from '@jowi/contracts/http/catalogue';
import type { AuditEntry } from '../../platform/audit/audit-entry.ts';

/** A product as the audit log calls it: by its SKU and both its names, whatever the reader's language is. */
export function productSubject(product: ProductInput & { id: string }): AuditEntry['subject'] {
  const { ru, uz } = product.name;
  return { kind: 'product', id: product.id, name: `${product.sku} · ${ru === uz ? ru : `${ru} / ${uz}`}` };
}

/** What a person can change of a product. */
export function auditedProduct(product: ProductInput): ProductInput {
  const { sku, name, barcodes, priceTiyin, vatRateBps, unit, ikpu, packageCode } = product;
  return { sku, name, barcodes, priceTiyin, vatRateBps, unit, ikpu, packageCode };
}
