import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Generated, Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { Database as Tables } from '../../generated/kysely/database.ts';
import { runFor } from './transaction-context.ts';

/** Tables of the change feed carry `xid` (xid8, read as a decimal string), which the Prisma model cannot name. */
type FeedTable = 'employee' | 'product' | 'stock_balance';
export type Database = {
  [T in keyof Tables]: T extends FeedTable ? Tables[T] & { xid: Generated<string> } : Tables[T];
};
export type KyselyTx = Transaction<Database>;

/** SQL with types, for hot paths, search and reports. Column names are the database's own. */
@Injectable()
export class KyselyDb implements OnApplicationShutdown {
  readonly #kysely: Kysely<Database>;

  constructor(private readonly pool: pg.Pool) {
    this.#kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  }

  /** One transaction that sees and writes the rows of this tenant only. Rolled back when `work` throws. */
  withTenant<T>(tenantId: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return runFor('app.tenant_id', tenantId, () => this.#kysely.transaction().execute(work));
  }

  /** Before the tenant is known: the memberships of one signed-in person, to read only. */
  withPerson<T>(userId: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return runFor('app.user_id', userId, () => this.#kysely.transaction().execute(work));
  }

  /** Before the tenant is known: the pairing code with this hash, to read only. */
  withPairingCode<T>(codeHash: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return runFor('app.pairing_code_hash', codeHash, () => this.#kysely.transaction().execute(work));
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }
}
