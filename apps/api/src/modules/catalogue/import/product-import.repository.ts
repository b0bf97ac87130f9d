import type { ProductInput } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { KyselyTx } from '../../../platform/db/kysely-db.ts';
import { productSearchText } from '../product-search-text.ts';
import { ProductSetPort } from '../product-set.port.ts';
import type { BarcodeOwner, StandingProduct } from './plan-import.ts';

/** Thousands of products at a time: each step is one statement. */
@Injectable()
export class ProductImportRepository extends ProductSetPort {
  /** One import of a business at a time. */
  override async lock(tx: KyselyTx, tenantId: string): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0))`.execute(tx);
  }

  /** The products with these SKUs, locked, by SKU. */
  async lockStanding(
    tx: KyselyTx,
    tenantId: string,
    skus: readonly string[],
  ): Promise<Map<string, StandingProduct>> {
    const rows = await tx
      .selectFrom('product as p')
      .select([
        'id',
        'sku',
        'name_ru',
        'name_uz',
        'price_tiyin',
        'vat_rate_bps',
        'unit',
        'ikpu',
        'package_code',
      ])
      .select(
        sql<string[]>`ARRAY(SELECT barcode FROM product_barcode b
          WHERE b.tenant_id = p.tenant_id AND b.product_id = p.id ORDER BY b.position)`.as('barcodes'),
      )
      .where('tenant_id', '=', tenantId)
      .where('sku', '=', sql<string>`ANY(${[...skus]}::text[])`)
      .orderBy('id')
      .forNoKeyUpdate('p')
      .execute();
    return new Map(
      rows.map((row) => [
        row.sku,
        {
          id: row.id,
          sku: row.sku,
          name: { ru: row.name_ru, uz: row.name_uz },
          barcodes: row.barcodes,
          priceTiyin: String(row.price_tiyin),
          vatRateBps: row.vat_rate_bps,
          unit: row.unit as ProductInput['unit'],
          ikpu: row.ikpu,
          packageCode: row.package_code,
        },
      ]),
    );
  }

  async listBarcodeOwners(
    tx: KyselyTx,
    tenantId: string,
    barcodes: readonly string[],
  ): Promise<Map<string, BarcodeOwner>> {
    const rows = await tx
      .selectFrom('product_barcode as b')
      .innerJoin('product as p', (join) =>
        join.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.id', '=', 'b.product_id'),
      )
      .select(['b.barcode', 'b.product_id', 'p.name_ru'])
      .where('b.tenant_id', '=', tenantId)
      .where('b.barcode', '=', sql<string>`ANY(${[...barcodes]}::text[])`)
      .execute();
    return new Map(
      rows.map(({ barcode, product_id, name_ru }) => [barcode, { productId: product_id, name: name_ru }]),
    );
  }

  override async insert(tx: KyselyTx, tenantId: string, products: readonly StandingProduct[]): Promise<void> {
    if (products.length === 0) return;
    await sql`
      INSERT INTO product (tenant_id, id, sku, name_ru, name_uz, price_tiyin, vat_rate_bps, unit, ikpu, package_code, search_text)
      SELECT ${tenantId}, r.* FROM ${recordset(products)}`.execute(tx);
    await this.#insertBarcodes(tx, tenantId, products);
  }

  /** Raises each version by one. */
  async update(tx: KyselyTx, tenantId: string, products: readonly StandingProduct[]): Promise<void> {
    if (products.length === 0) return;
    await sql`
      UPDATE product p SET name_ru = r.name_ru, name_uz = r.name_uz, price_tiyin = r.price_tiyin,
        vat_rate_bps = r.vat_rate_bps, unit = r.unit, ikpu = r.ikpu, package_code = r.package_code,
        search_text = r.search_text, version = p.version + 1
      FROM ${recordset(products)} WHERE p.tenant_id = ${tenantId} AND p.id = r.id`.execute(tx);
    await sql`
      DELETE FROM product_barcode WHERE tenant_id = ${tenantId}
        AND product_id = ANY (${products.map(({ id }) => id)}::uuid[])`.execute(tx);
    await this.#insertBarcodes(tx, tenantId, products);
  }

  override async findTakenCodes(
    tx: KyselyTx,
    tenantId: string,
    { skus, barcodes }: { skus: readonly string[]; barcodes: readonly string[] },
  ): Promise<Set<string>> {
    const { rows } = await sql<{ code: string }>`
      SELECT sku AS code FROM product WHERE tenant_id = ${tenantId} AND sku = ANY (${[...skus]}::text[])
      UNION ALL
      SELECT barcode FROM product_barcode WHERE tenant_id = ${tenantId} AND barcode = ANY (${[...barcodes]}::text[])`.execute(
      tx,
    );
    return new Set(rows.map(({ code }) => code));
  }

  override async retire(tx: KyselyTx, tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`
      DELETE FROM product_barcode WHERE tenant_id = ${tenantId} AND product_id = ANY (${[...ids]}::uuid[])`.execute(
      tx,
    );
    await sql`
      UPDATE product SET archived = true, sku = 'x-' || id, version = version + 1
      WHERE tenant_id = ${tenantId} AND id = ANY (${[...ids]}::uuid[])`.execute(tx);
  }

  /** Somebody took an SKU or a barcode by hand between our look and our write. */
  isTaken(error: unknown): boolean {
    return (error as { code?: unknown } | null)?.code === '23505';
  }

  async #insertBarcodes(tx: KyselyTx, tenantId: string, products: readonly StandingProduct[]): Promise<void> {
    const rows = products.flatMap(({ id, barcodes }) =>
      barcodes.map((barcode, position) => ({ barcode, id, position })),
    );
    if (rows.length === 0) return;
    await sql`
      INSERT INTO product_barcode (tenant_id, barcode, product_id, position)
      SELECT ${tenantId}, r.* FROM unnest(${rows.map((r) => r.barcode)}::text[], ${rows.map((r) => r.id)}::uuid[],
        ${rows.map((r) => r.position)}::int[]) r`.execute(tx);
  }
}

function recordset(products: readonly StandingProduct[]) {
  const rows = products.map((product) => ({
    id: product.id,
    sku: product.sku,
    name_ru: product.name.ru,
    name_uz: product.name.uz,
    price_tiyin: product.priceTiyin,
    vat_rate_bps: product.vatRateBps,
    unit: product.unit,
    ikpu: product.ikpu,
    package_code: product.packageCode,
    search_text: productSearchText(product),
  }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, sku text, name_ru text, name_uz text,
    price_tiyin bigint, vat_rate_bps int, unit text, ikpu text, package_code text, search_text text)`;
}
