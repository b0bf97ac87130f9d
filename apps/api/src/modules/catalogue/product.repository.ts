import type { Product, ProductInput } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { Prisma } from '../../generated/prisma/client.ts';
import type { PrismaTx } from '../../platform/db/prisma-db.ts';
import { productSearchText } from './product-search-text.ts';

/** A code that another product has. */
export type TakenCode = { kind: 'sku' | 'barcode'; code: string; productName: { ru: string; uz: string } };

const withBarcodes = {
  productBarcodes: { select: { barcode: true }, orderBy: { position: 'asc' } },
} satisfies Prisma.ProductInclude;
type Row = Prisma.ProductGetPayload<{ include: typeof withBarcodes }>;

/** One product at a time, for the people who keep the catalogue. */
@Injectable()
export class ProductRepository {
  async find(tx: PrismaTx, tenantId: string, id: string): Promise<Product | null> {
    const row = await tx.product.findUnique({
      where: { tenantId_id: { tenantId, id } },
      include: withBarcodes,
    });
    return row && toProduct(row);
  }

  /** Which of a product's codes other products have. */
  async listTakenCodes(
    tx: PrismaTx,
    tenantId: string,
    product: ProductInput,
    exceptId: string | null,
  ): Promise<TakenCode[]> {
    const other = exceptId === null ? {} : { not: exceptId };
    const bySku = await tx.product.findFirst({
      where: { tenantId, sku: product.sku, ...(exceptId !== null && { id: { not: exceptId } }) },
    });
    const byBarcode = await tx.productBarcode.findMany({
      where: { tenantId, barcode: { in: product.barcodes }, ...(exceptId !== null && { productId: other }) },
      include: { product: true },
    });
    return [
      ...(bySku ? [{ kind: 'sku' as const, code: product.sku, productName: nameOf(bySku) }] : []),
      ...byBarcode.map(({ barcode, product: owner }) => ({
        kind: 'barcode' as const,
        code: barcode,
        productName: nameOf(owner),
      })),
    ];
  }

  async insert(tx: PrismaTx, tenantId: string, id: string, product: ProductInput): Promise<Product> {
    await tx.product.create({ data: { tenantId, id, ...columnsOf(product) }, select: { id: true } });
    await this.#insertBarcodes(tx, tenantId, id, product.barcodes);
    return { ...product, id, version: 1, archived: false };
  }

  /** False when the product is not there in this version. */
  async replace(
    tx: PrismaTx,
    tenantId: string,
    id: string,
    version: number,
    product: ProductInput,
  ): Promise<boolean> {
    const { count } = await tx.product.updateMany({
      where: { tenantId, id, version },
      data: { ...columnsOf(product), version: version + 1 },
    });
    if (count === 0) return false;
    await tx.productBarcode.deleteMany({ where: { tenantId, productId: id } });
    await this.#insertBarcodes(tx, tenantId, id, product.barcodes);
    return true;
  }

  /** False when the product is not there in this version. */
  async setArchived(
    tx: PrismaTx,
    tenantId: string,
    id: string,
    version: number,
    archived: boolean,
  ): Promise<boolean> {
    const { count } = await tx.product.updateMany({
      where: { tenantId, id, version },
      data: { archived, version: version + 1 },
    });
    return count > 0;
  }

  /** Somebody else took the SKU or a barcode between our look and our write. */
  isTaken(error: unknown): boolean {
    return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  }

  async #insertBarcodes(
    tx: PrismaTx,
    tenantId: string,
    productId: string,
    barcodes: readonly string[],
  ): Promise<void> {
    if (barcodes.length === 0) return;
    const data = barcodes.map((barcode, position) => ({ tenantId, barcode, productId, position }));
    await tx.productBarcode.createMany({ data });
  }
}

function columnsOf(product: ProductInput) {
  const { sku, name, priceTiyin, vatRateBps, unit, ikpu, packageCode } = product;
  return {
    sku,
    nameRu: name.ru,
    nameUz: name.uz,
    priceTiyin: BigInt(priceTiyin),
    vatRateBps,
    unit,
    ikpu,
    packageCode,
    searchText: productSearchText(product),
  };
}

function nameOf(row: { nameRu: string; nameUz: string }): { ru: string; uz: string } {
  return { ru: row.nameRu, uz: row.nameUz };
}

function toProduct(row: Row): Product {
  return {
    id: row.id,
    version: row.version,
    sku: row.sku,
    name: nameOf(row),
    barcodes: row.productBarcodes.map(({ barcode }) => barcode),
    priceTiyin: String(row.priceTiyin),
    vatRateBps: row.vatRateBps,
    unit: row.unit as Product['unit'],
    ikpu: row.ikpu,
    packageCode: row.packageCode,
    archived: row.archived,
  };
}
