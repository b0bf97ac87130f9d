import type { PullResponse } from '@jowi/contracts/sync/pull';
import { Injectable } from '@nestjs/common';
import type { TerminalIdentity } from '../../platform/auth/access.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { KyselyDb } from '../../platform/db/kysely-db.ts';
import { TerminalSettingsPort } from '../terminals/terminal-settings.port.ts';
import { type FeedPage, FeedRepository } from './feed.repository.ts';
import { before, decodeCursor, encodeCursor, type FeedPosition, refuseAhead } from './feed-cursor.ts';
import { JournalRepository } from './journal.repository.ts';

/** Everything committed since the till's cursor, at most `limit` rows of each kind. */
@Injectable()
export class PullChangesUseCase {
  constructor(
    private readonly db: KyselyDb,
    private readonly clock: Clock,
    private readonly feed: FeedRepository,
    private readonly journal: JournalRepository,
    private readonly settings: TerminalSettingsPort,
  ) {}

  /** Throws `common/validation` on a cursor this database has not written. */
  execute(terminal: TerminalIdentity, query: { cursor: string; limit: number }): Promise<PullResponse> {
    const cursor = decodeCursor(query.cursor);
    return this.db.withTenant(terminal.tenantId, async (tx) => {
      // The horizon first: a sale that is posted between the two is in the head and in no figure below, since its
      // transaction is beyond the horizon. The other way round the till would take it off the figure once more.
      const horizon = await this.feed.getHorizon(tx);
      refuseAhead(cursor, horizon);
      const head = await this.journal.getHead(tx, terminal);
      const products = await this.feed.listProducts(
        tx,
        terminal.tenantId,
        cursor.products,
        horizon,
        query.limit,
      );
      const stock = await this.feed.listStock(tx, terminal, cursor.stock, horizon, query.limit);
      const employees = await this.feed.listEmployees(tx, terminal, cursor.employees, horizon, query.limit);
      const isFull = (page: FeedPage<unknown>) => page.items.length === query.limit;
      const next = (page: FeedPage<unknown>): FeedPosition => (isFull(page) ? page.end! : before(horizon));
      return {
        cursor: encodeCursor({ products: next(products), stock: next(stock), employees: next(employees) }),
        hasMore: [products, stock, employees].some(isFull),
        products: products.items,
        stock: stock.items,
        employees: employees.items,
        settings: await this.settings.getSettings(tx, terminal),
        head,
        serverTimeMs: this.clock.nowMs(),
      };
    });
  }
}
