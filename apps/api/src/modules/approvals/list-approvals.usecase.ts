import type { ApprovalPage, ApprovalQuery } from '@jowi/contracts/http/approvals';
import { businessDateStartMs } from '@jowi/domain/time';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { readDate } from '../../platform/http/read-date.ts';
import { ApprovalListRepository } from './approval-list.repository.ts';

/** Moment and id of the last approval shown. */
const zCursor = z.tuple([z.number().int(), z.uuid()]);
const DAY_MS = 24 * 3_600_000;

@Injectable()
export class ListApprovalsUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly approvals: ApprovalListRepository,
  ) {}

  /** Newest first. */
  async execute(tenantId: string, query: ApprovalQuery): Promise<ApprovalPage> {
    const { limit, from, to, storeId = null, approverId = null } = query;
    const cursor = decodeCursor(query.cursor, zCursor);
    const filter = {
      fromMs: from === undefined ? null : businessDateStartMs(readDate(from, 'from')),
      beforeMs: to === undefined ? null : businessDateStartMs(readDate(to, 'to')) + DAY_MS,
      storeId,
      approverId,
      before: cursor && { occurredAtMs: cursor[0], id: cursor[1] },
      limit: limit + 1,
    };
    const rows = await this.db.withTenant(
      tenantId,
      (tx) => this.approvals.list(tx, tenantId, filter),
      'once',
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      (row) => [row.occurredAtMs, row.id],
    );
  }
}
