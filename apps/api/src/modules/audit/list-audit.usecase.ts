import type { AuditActorList, AuditEntryView, AuditPage, AuditQuery } from '@jowi/contracts/http/audit';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { AuditListRepository } from './audit-list.repository.ts';
import { withoutMargin } from './without-margin.ts';

const zCursor = z.tuple([z.number().int().positive()]);

@Injectable()
export class ListAuditUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly log: AuditListRepository,
  ) {}

  /** Newest first; cost and margin for those only who may see them elsewhere. */
  async execute(person: Person, { cursor, limit, ...filters }: AuditQuery): Promise<AuditPage> {
    const belowSeq = decodeCursor(cursor, zCursor)?.[0] ?? null;
    const rows = await this.db.withTenant(person.tenantId, (tx) =>
      this.log.list(tx, person.tenantId, filters, { belowSeq, limit: limit + 1 }),
    );
    const show: (entry: AuditEntryView) => AuditEntryView = person.permissions.has('margin/read')
      ? (entry) => entry
      : withoutMargin;
    return pageOfRows(rows, limit, show, ({ seq }) => [seq]);
  }

  async listActors({ tenantId }: Person): Promise<AuditActorList> {
    return { items: await this.db.withTenant(tenantId, (tx) => this.log.listActors(tx, tenantId)) };
  }
}
