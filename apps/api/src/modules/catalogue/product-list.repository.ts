import type { Product } from '@jowi/contracts/http/catalogue';
import { Injectable } from '@nestjs/common';
import { type SqlBool, sql } from 'kysely';
import type { KyselyTx } from '../../platform/db/kysely-db.ts';
import { CataloguePort } from './catalogue.port.ts';

/** Where the page before ended. */
export type ProductListKey = { name: string; id: string };

export type ProductListFilter = {
  archived: boolean;
  /** Readings of what was typed, each a list of folded words that must all occur; empty = everything. */
  readings: readonly (readonly string[])[];
  /** Instead of exact words: names that sound alike. */
  similarTo: string | null;
  after: ProductListKey | null;
  limit: number;
};

/** How alike a name must be to what was typed with a mistake. */
const SIMILARITY = 0.45;

/** Reads of many products: one statement each. */
@Injectable()
export class ProductListRepository extends CataloguePort {
  async list(tx: KyselyTx, tenantId: string, filter: ProductListFilter): Promise<Product[]> {
    const { archived, readings, similarTo, after, limit } = filter;
    let query = tx
      .selectFrom('product as p')
      .select(['p.id', 'p.version', 'p.sku', 'p.name_ru', 'p.name_uz', 'p.price_tiyin', 'p.vat_rate_bps'])
      .select(['p.unit', 'p.ikpu', 'p.package_code', 'p.archived'])
      .select(
        sql<string[]>`ARRAY(SELECT barcode FROM product_barcode b
          WHERE b.tenant_id = p.tenant_id AND b.product_id = p.id ORDER BY b.position)`.as('barcodes'),
      )
      .where('p.tenant_id', '=', tenantId)
      .where('p.archived', '=', archived)
      .orderBy('p.name_ru')
      .orderBy('p.id')
      .limit(limit);
    // What is left of wiped demo goods is of no use to anybody.
    if (archived)
      query = query.where(sql<SqlBool>`NOT EXISTS (SELECT FROM demo_item d
        WHERE d.tenant_id = p.tenant_id AND d.kind = 'product' AND d.id = p.id AND d.wiped_at IS NOT NULL)`);
    if (after) query = query.where(sql<SqlBool>`(p.name_ru, p.id) > (${after.name}, ${after.id}::uuid)`);
    if (similarTo !== null)
      // The dear comparison only where either end of the word is right: a mistake sits in the middle.
      query = query.where(
        sql<SqlBool>`(p.search_text LIKE ${`%${similarTo.slice(0, 3)}%`} OR p.search_text LIKE ${`%${similarTo.slice(-3)}%`})
          AND word_similarity(${similarTo}, p.search_text) > ${SIMILARITY}`,
      );
    else if (readings.length > 0)
      // Folded words are a-z and digits: nothing in them is a pattern of LIKE.
      query = query.where(
        sql<SqlBool>`(${sql.join(
          readings.map((words) => sql`p.search_text LIKE ALL (${words.map((word) => `%${word}%`)})`),
          sql` OR `,
        )})`,
      );
    const rows = await query.execute();
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      sku: row.sku,
      name: { ru: row.name_ru, uz: row.name_uz },
      barcodes: row.barcodes,
      priceTiyin: String(row.price_tiyin),
      vatRateBps: row.vat_rate_bps,
      unit: row.unit as Product['unit'],
      ikpu: row.ikpu,
      packageCode: row.package_code,
      archived: row.archived,
    }));
  }

  override async findProductIds(
    tx: KyselyTx,
    tenantId: string,
    ids: readonly string[],
  ): Promise<Set<string>> {
    const rows = await tx
      .selectFrom('product')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', sql<string>`ANY(${[...ids]}::uuid[])`)
      .execute();
    return new Set(rows.map(({ id }) => id));
  }
}
