import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Generated, Transaction } from 'kysely';
import type pg from 'pg';
import type { Database as Tables } from '../../generated/kysely/database.ts';
import { kyselyOn } from './kysely-on-connection.ts';
import { runFor, type StatementPlans, type TransactionContext } from './transaction-context.ts';

/** Tables of the change feed carry `xid` (xid8, read as a decimal string), which the Prisma model cannot name. */
type FeedTable = 'employee' | 'product' | 'stock_balance';
export type Database = {
  [T in keyof Tables]: T extends FeedTable ? Tables[T] & { xid: Generated<string> } : Tables[T];
};
export type KyselyTx = Transaction<Database>;

/** SQL with types, for hot paths, search and reports. Column names are the database's own. */
@Injectable()
export class KyselyDb implements OnApplicationShutdown {
  constructor(private readonly pool: pg.Pool) {}

  /**
   * One transaction that sees and writes the rows of this tenant only. Rolled back when `work` throws. Statements
   * that `work` starts without waiting in between (`Promise.all`) run in that order and travel in one message.
   */
  withTenant<T>(
    tenantId: string,
    work: (tx: KyselyTx) => Promise<T>,
    plans: StatementPlans = 'by-value',
  ): Promise<T> {
    return this.#transact({ name: 'app.tenant_id', value: tenantId, plans }, work);
  }

  /** Before the tenant is known: the memberships of one signed-in person, to read only. */
  withPerson<T>(userId: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return this.#transact({ name: 'app.user_id', value: userId, plans: 'by-value' }, work);
  }

  /** Before the tenant is known: the pairing code with this hash, to read only. */
  withPairingCode<T>(codeHash: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return this.#transact({ name: 'app.pairing_code_hash', value: codeHash, plans: 'by-value' }, work);
  }

  /** Before the tenant is known: the invitation whose token has this hash, to read only. */
  withInvitation<T>(tokenHash: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return this.#transact({ name: 'app.invitation_hash', value: tokenHash, plans: 'by-value' }, work);
  }

  /** Before there is a tenant: the registration with this id, which the holder of its cookie may read and write. */
  withRegistration<T>(id: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return this.#transact({ name: 'app.registration_id', value: id, plans: 'by-value' }, work);
  }

  /** For what goes from business to business: which there are (table `retention`), to read only. */
  withEveryBusiness<T>(work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return this.#transact({ name: 'app.round', value: 'every-business', plans: 'by-value' }, work);
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }

  #transact<T>(context: TransactionContext, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    return runFor(context, async () => {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      // Its transaction is the one begun here; a Transaction is a Kysely that cannot begin another.
      const { kysely, answered, detach } = kyselyOn<Database>(client);
      // Not waited for: the first statements of the work travel with it.
      const opened = client.query('begin');
      try {
        const result = await allSettled([work(kysely as unknown as KyselyTx), opened]);
        detach();
        // Sent before the last changes are answered: if one of them fails, PostgreSQL commits nothing and says so.
        const [changed, committed] = await Promise.allSettled([answered(), client.query('commit')]);
        if (changed.status === 'rejected') throw changed.reason;
        if (committed.status === 'rejected') throw committed.reason;
        return result;
      } catch (error) {
        detach();
        await client.query('rollback').catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }
}

/** The work's answer once both have ended; when the transaction could not be opened, that is the reason. */
async function allSettled<T>([work, opened]: [Promise<T>, Promise<unknown>]): Promise<T> {
  const [done, begun] = await Promise.allSettled([work, opened]);
  if (begun.status === 'rejected') throw begun.reason;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
