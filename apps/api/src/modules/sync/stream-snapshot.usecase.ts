import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { FeedRepository } from './feed.repository.ts';
import { before, decodeCursor, encodeCursor } from './feed-cursor.ts';
import { JournalRepository } from './journal.repository.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const PAGE = 5_000;

/**
 * The whole catalogue of a till's first load as NDJSON. Each page is a short transaction of its own: what changes
 * meanwhile is newer than the header's cursor and comes with the first pull.
 */
@Injectable()
export class StreamSnapshotUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly feed: FeedRepository,
    private readonly journal: JournalRepository,
  ) {}

  /** `base` and `after` continue a snapshot that was cut off. Throws `common/validation` on a foreign base. */
  async *execute(
    terminal: TerminalIdentity,
    { base, after = NIL }: { base?: string; after?: string },
  ): AsyncGenerator<string> {
    if (base !== undefined) decodeCursor(base);
    const { tenantId } = terminal;
    const header = await this.db.withTenant(tenantId, async (tx) => {
      const horizon = before(await this.feed.getHorizon(tx));
      // Employees are few: they come whole with the first pull.
      const fresh = encodeCursor({ products: horizon, stock: horizon, employees: before(0n) });
      return { type: 'header', base: base ?? fresh, total: await this.feed.countProducts(tx, tenantId) };
    });
    yield `${JSON.stringify(header)}\n`;
    for (let last = after; ; ) {
      const rows = await this.db.withTenant(tenantId, (tx) =>
        this.feed.listSnapshotLines(tx, terminal, last, PAGE),
      );
      if (rows.length > 0) yield rows.map((row) => `${row.line}\n`).join('');
      if (rows.length < PAGE) break;
      last = rows.at(-1)!.id;
    }
    const head = await this.db.withTenant(tenantId, (tx) => this.journal.getHead(tx, terminal));
    yield `${JSON.stringify({ type: 'end', head })}\n`;
  }
}
