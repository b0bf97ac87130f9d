import type { QuarantineItem, QuarantineQuery, zQuarantinePage } from '@jowi/contracts/http/journal';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Person } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { ProblemError } from '../../platform/errors/problem-error.ts';
import { decodeCursor, pageOfRows } from '../../platform/http/page-cursor.ts';
import { DecisionRepository } from './decision.repository.ts';
import { QuarantineRepository } from './quarantine.repository.ts';
import { entryOf, readEntry } from './read-entry.ts';
import { TerminalJournalRepository } from './terminal-journal.repository.ts';

/** When the last one shown came, to the microsecond, and its id. */
const zCursor = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
]);

@Injectable()
export class ListQuarantineUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly quarantine: QuarantineRepository,
    private readonly decisions: DecisionRepository,
    private readonly terminals: TerminalJournalRepository,
  ) {}

  /** @throws ProblemError common/not-found */
  async execute(
    { tenantId, permissions }: Person,
    terminalId: string,
    { state, cursor, limit }: QuarantineQuery,
  ): Promise<z.infer<typeof zQuarantinePage>> {
    const after = decodeCursor(cursor, zCursor);
    const before = after && { receivedAt: after[0], id: after[1] };
    const seesSales = permissions.has('receipts/read');
    return this.db.withTenant(tenantId, async (tx) => {
      if (!(await this.terminals.exists(tx, tenantId, terminalId)))
        throw new ProblemError('common/not-found');
      const rows = await this.quarantine.list(tx, tenantId, { terminalId, state, before, limit: limit + 1 });
      const decided =
        state === 'decided'
          ? await this.decisions.listOf(
              tx,
              tenantId,
              rows.map(({ id }) => id),
            )
          : null;
      const sales = new Map(seesSales ? rows.flatMap(({ id, text }) => saleOf(id, text)) : []);
      const names = await this.terminals.listNames(
        tx,
        tenantId,
        [...sales.values()].map((it) => it.employeeId),
      );
      const toItem = ({ id, kind, reason, hash, ...row }: (typeof rows)[number]): QuarantineItem => {
        const sale = sales.get(id);
        const { epoch, seq, params, receivedAtMs } = row;
        return {
          ...{ id, terminalId, epoch, seq, kind, reason, params, hash, receivedAtMs },
          decision: decided?.get(id) ?? null,
          sale: sale
            ? {
                receiptNumber: sale.receiptNumber,
                totalTiyin: sale.totalTiyin,
                occurredAtMs: sale.occurredAtMs,
                cashierName: names.get(sale.employeeId) ?? null,
              }
            : null,
        };
      };
      return pageOfRows(rows, limit, toItem, (row) => [row.receivedAt, row.id]);
    });
  }
}

function saleOf(id: string, text: string) {
  const read = readEntry(entryOf(text));
  return read.kind === 'SaleV1' ? [[id, read.payload] as const] : [];
}
