import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { FeedRepository, type SnapshotLine } from './feed.repository.ts';
import { before, decodeCursor, encodeCursor, refuseAhead } from './feed-cursor.ts';
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

  /**
   * `base` and `after` continue a snapshot that was cut off. Throws `common/validation` on a base this database has not
   * written.
   */
  async *execute(
    terminal: TerminalIdentity,
    { base, after = NIL }: { base?: string; after?: string },
  ): AsyncGenerator<string> {
    const given = base === undefined ? undefined : decodeCursor(base);
    const { tenantId } = terminal;
    const header = await this.db.withTenant(tenantId, async (tx) => {
      const horizon = await this.feed.getHorizon(tx);
      if (given) refuseAhead(given, horizon);
      const start = before(horizon);
      // Employees are few: they come whole with the first pull.
      const cursor = given ?? { products: start, stock: start, employees: before(0n) };
      const total = await this.feed.countProducts(tx, tenantId);
      // After the horizon, as in a pull.
      const head = await this.journal.getHead(tx, terminal);
      return { type: 'header', base: encodeCursor(cursor), total, head };
    });
    yield `${JSON.stringify(header)}\n`;
    const read = (last: string) => {
      const page = this.db.withTenant(tenantId, (tx) =>
        this.feed.listSnapshotLines(tx, terminal, last, PAGE),
      );
      // Heard when its turn comes; a till that hangs up before leaves it to nobody.
      page.catch(() => undefined);
      return page;
    };
    for (let coming: Promise<SnapshotLine[]> | null = read(after); coming; ) {
      const rows: SnapshotLine[] = await coming;
      // The database reads the next page while this one is on its way.
      coming = rows.length < PAGE ? null : read(rows.at(-1)!.id);
      if (rows.length > 0) yield rows.map((row) => `${row.line}\n`).join('');
    }
    yield `${JSON.stringify({ type: 'end' })}\n`;
  }
}
