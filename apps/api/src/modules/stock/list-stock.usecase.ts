import type { StockPage, StockQuery } from '@jowi/contracts/http/stock';
import { foldVariants } from '@jowi/i18n/fold';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { StockListRepository } from './stock-list.repository.ts';

/** Name, product and warehouse of the last row shown. */
const zCursor = z.tuple([z.string().max(200), z.uuid(), z.uuid()]);

@Injectable()
export class ListStockUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly stock: StockListRepository,
  ) {}

  async execute(tenantId: string, query: StockQuery): Promise<StockPage> {
    const { limit, search = '', only, warehouseId = null } = query;
    const cursor = decodeCursor(query.cursor, zCursor);
    const readings = foldVariants(search).map((reading) => reading.split(' '));
    if (search.trim() !== '' && readings.length === 0) return { items: [], next: null };
    const after = cursor && { name: cursor[0], productId: cursor[1], warehouseId: cursor[2] };
    const rows = await this.db.withTenant(tenantId, (tx) =>
      this.stock.list(tx, tenantId, { warehouseId, only, readings, after, limit: limit + 1 }),
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      (row) => [row.name.ru, row.productId, row.warehouseId],
    );
  }
}
