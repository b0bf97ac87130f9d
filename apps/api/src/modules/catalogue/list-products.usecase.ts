import type { ProductPage, ProductQuery } from '@jowi/contracts/http/catalogue';
import { foldVariants } from '@jowi/i18n/fold';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { KyselyDb, type KyselyTx } from '../../platform/db/kysely-db.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { ProductListRepository } from './product-list.repository.ts';

/** Name and id of the last product shown; 1 when the page was of names that sound alike. */
const zCursor = z.tuple([z.string().max(200), z.uuid(), z.union([z.literal(0), z.literal(1)])]);
/** Shorter words are alike to everything. */
const MIN_SIMILAR_LENGTH = 4;

/**
 * Products by name. A search reads what was typed in either script, layout and spelling; when nothing at all
 * holds it, the names that sound alike are shown instead. A code is right or wrong: nothing sounds like it.
 */
@Injectable()
export class ListProductsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly products: ProductListRepository,
  ) {}

  async execute(tenantId: string, query: ProductQuery): Promise<ProductPage> {
    const { limit, search = '' } = query;
    const cursor = decodeCursor(query.cursor, zCursor);
    const typed = foldVariants(search);
    if (search.trim() !== '' && typed.length === 0) return { items: [], next: null };
    const filter = {
      archived: query.archived === 'true',
      readings: typed.map((reading) => reading.split(' ')),
      after: cursor && { name: cursor[0], id: cursor[1] },
      limit: limit + 1,
    };
    const [word] = typed;
    const isWord = word !== undefined && word.length >= MIN_SIMILAR_LENGTH && !/^\d+$/.test(word);
    const similarTo = isWord ? word : null;
    const read = async (tx: KyselyTx) => {
      const isSimilarPage = cursor?.[2] === 1;
      const exact = isSimilarPage
        ? []
        : await this.products.list(tx, tenantId, { ...filter, similarTo: null });
      if (exact.length > 0 || similarTo === null || (cursor && !isSimilarPage)) return page(exact, limit, 0);
      return page(await this.products.list(tx, tenantId, { ...filter, similarTo }), limit, 1);
    };
    // A page without a search is read along one index whatever its values; what words find differs.
    return this.db.withTenant(tenantId, read, typed.length === 0 ? 'once' : 'by-value');
  }
}

function page(rows: ProductPage['items'], limit: number, mode: 0 | 1): ProductPage {
  return pageOfRows(
    rows,
    limit,
    (product) => product,
    ({ name, id }) => [name.ru, id, mode],
  );
}
