import type { ReceiptPage, ReceiptQuery } from '@jowi/contracts/http/receipts';
import { parseMoney } from '@jowi/i18n/format';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { readDate } from '../../platform/http/read-date.ts';
import { ReceiptListRepository, type ReceiptSearch } from './receipt-list.repository.ts';

/** Business date and id of the last receipt shown. */
const zCursor = z.tuple([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.uuid()]);
const MAX_INTEGER = 2_147_483_647;
const MAX_BIGINT = 2n ** 63n - 1n;

@Injectable()
export class ListReceiptsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly receipts: ReceiptListRepository,
  ) {}

  /** Newest first. */
  async execute(tenantId: string, query: ReceiptQuery): Promise<ReceiptPage> {
    const { limit, from, to, terminalId = null } = query;
    const search = query.search?.replace(/\p{Cc}/gu, '').trim();
    const cursor = decodeCursor(query.cursor, zCursor);
    const filter = {
      from: from === undefined ? null : readDate(from, 'from'),
      to: to === undefined ? null : readDate(to, 'to'),
      terminalId,
      search: search ? meaningsOf(search) : null,
      before: cursor && { businessDate: cursor[0], id: cursor[1] },
      limit: limit + 1,
    };
    const rows = await this.db.withTenant(tenantId, (tx) => this.receipts.list(tx, tenantId, filter));
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      (row) => [row.businessDate, row.id],
    );
  }
}

/** A number on paper may be the receipt's number, its total in so'm, or the fiscal sign. */
function meaningsOf(text: string): ReceiptSearch {
  const number = /^№?\s*(\d{1,10})$/.exec(text)?.[1];
  const total = parseMoney(text);
  return {
    receiptNumber: number !== undefined && Number(number) <= MAX_INTEGER ? Number(number) : null,
    totalTiyin: total !== null && total <= MAX_BIGINT && total >= 0n ? total : null,
    fiscalSign: text,
  };
}
