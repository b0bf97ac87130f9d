import { KyselyDb, type KyselyTx } from '../../../src/platform/db/kysely-db.ts';
import type { ServerStep } from '../sim-server.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { Transaction } from './transaction.ts';

/** A crash point; may wait. */
export type AtStep = (step: ServerStep) => void | Promise<void>;

/** `withTenant` over the model: what the use cases take for Kysely's transaction is the model's. */
export class MemoryDb extends KyselyDb {
  readonly database: MemoryDatabase;
  readonly #atStep: AtStep;

  constructor(database: MemoryDatabase, atStep: AtStep = () => undefined) {
    super(null as never);
    this.database = database;
    this.#atStep = atStep;
  }

  override async withTenant<T>(tenantId: string, work: (tx: KyselyTx) => Promise<T>): Promise<T> {
    const tx = this.database.begin(tenantId);
    try {
      await this.#atStep('began');
      const result = await work(tx as unknown as KyselyTx);
      await tx.drain();
      const isChange = tx.hasWritten;
      if (isChange) await this.#atStep('writing');
      tx.commit();
      if (isChange) await this.#atStep('committed');
      return result;
    } catch (error) {
      tx.rollback();
      throw error;
    }
  }

  override async onApplicationShutdown(): Promise<void> {}
}

/** @throws TypeError for a transaction of a real database */
export function memoryTx(tx: unknown): Transaction {
  if (!(tx instanceof Transaction)) throw new TypeError('Not a transaction of the model');
  return tx;
}
