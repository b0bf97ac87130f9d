import { Locks } from './locks.ts';
import { makeTables, type Tables } from './tables.ts';
import { Transaction, type TransactionHome } from './transaction.ts';

/** A PostgreSQL of which only what ingest and feed rely on is there: transactions, row locks, keys, snapshots. */
export class MemoryDatabase implements TransactionHome {
  readonly tables: Tables = makeTables();
  readonly locks = new Locks<Transaction>();
  readonly #open = new Set<Transaction>();
  readonly #told: (tenantId: string) => void;
  #lastXid = 1_000n;
  #lastPosition = 0;

  /** `told`: fed rows of this tenant were committed. */
  constructor(told: (tenantId: string) => void) {
    this.#told = told;
  }

  begin(tenantId: string): Transaction {
    const tx = new Transaction(this, tenantId);
    this.#open.add(tx);
    return tx;
  }

  nextXid(): bigint {
    this.#lastXid += 1n;
    return this.#lastXid;
  }

  nextPosition(): number {
    this.#lastPosition += 1;
    return this.#lastPosition;
  }

  horizon(): bigint {
    let oldest = this.#lastXid + 1n;
    for (const { assignedXid } of this.#open)
      if (assignedXid !== null && assignedXid < oldest) oldest = assignedXid;
    return oldest;
  }

  tell(tenantId: string): void {
    this.#told(tenantId);
  }

  ended(tx: Transaction): void {
    this.#open.delete(tx);
    this.locks.release(tx);
  }

  /** Every transaction that is open now rolls back. */
  crash(): void {
    for (const tx of [...this.#open]) tx.lose();
  }
}
