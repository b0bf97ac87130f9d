import { connectionLost, foreignKeyViolation, uniqueViolation } from './database-failure.ts';
import type { Locks } from './locks.ts';
import type { Table, TenantRow } from './table.ts';
import type { Tables } from './tables.ts';

// biome-ignore lint/suspicious/noExplicitAny: tables of all kinds of rows
type AnyTable = Table<any>;

/** The database a transaction belongs to, as it sees it. */
export interface TransactionHome {
  readonly tables: Tables;
  readonly locks: Locks<Transaction>;
  nextXid(): bigint;
  /** GENERATED ALWAYS AS IDENTITY: not given back by a rollback. */
  nextPosition(): number;
  /** pg_snapshot_xmin: all transactions below this one have ended. */
  horizon(): bigint;
  ended(tx: Transaction): void;
  /** Fed rows of this tenant were committed. */
  tell(tenantId: string): void;
}

/**
 * One transaction, read committed: it sees what others have committed and what it wrote itself. Its statements run in
 * the order they were sent; after one that failed nothing runs and nothing is committed.
 */
export class Transaction {
  readonly tenantId: string;
  readonly #database: TransactionHome;
  readonly #written = new Map<AnyTable, Map<string, TenantRow | null>>();
  #tail: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | null = null;
  #xid: bigint | null = null;
  #state: 'open' | 'ended' | 'lost' = 'open';

  constructor(database: TransactionHome, tenantId: string) {
    this.#database = database;
    this.tenantId = tenantId;
  }

  /** Given with its first change, as PostgreSQL does; null = it only reads. */
  get assignedXid(): bigint | null {
    return this.#xid;
  }

  get xid(): bigint {
    this.#xid ??= this.#database.nextXid();
    return this.#xid;
  }

  get hasWritten(): boolean {
    return this.#written.size > 0;
  }

  get database(): TransactionHome {
    return this.#database;
  }

  /** Runs a statement behind all that were sent before it. */
  send<T>(statement: () => T | Promise<T>): Promise<T> {
    const answer = this.#tail.then(async () => {
      this.#refuseEnded();
      if (this.#failure) throw this.#failure.error;
      try {
        const result = await statement();
        this.#refuseEnded();
        return result;
      } catch (error) {
        this.#failure ??= { error };
        throw error;
      }
    });
    this.#tail = answer.catch(() => undefined);
    return answer;
  }

  /** Its failure is the transaction's. */
  sendAhead(statement: () => void | Promise<void>): void {
    this.send(statement).catch(() => undefined);
  }

  get<Row extends TenantRow>(table: Table<Row>, key: string): Row | null {
    const own = this.#written.get(table)?.get(key);
    if (own !== undefined) return own as Row | null;
    return table.visibleTo(this.tenantId).get(key) ?? null;
  }

  /** In the order they were first committed, own ones last. */
  *all<Row extends TenantRow>(table: Table<Row>): Generator<Row> {
    const own = this.#written.get(table) as ReadonlyMap<string, Row | null> | undefined;
    const committed = table.visibleTo(this.tenantId);
    for (const [key, row] of committed) {
      const mine = own?.get(key);
      if (mine !== null) yield mine ?? row;
    }
    if (own) for (const [key, row] of own) if (row && !committed.has(key)) yield row;
  }

  /** FOR UPDATE: waits for whoever has the row. */
  async lock(table: AnyTable, key: string): Promise<void> {
    void this.xid;
    await this.#take(`${table.name}/${key}`);
  }

  /** Throws as PostgreSQL would: 23505, 23503. */
  async insert<Row extends TenantRow>(table: Table<Row>, row: Row): Promise<void> {
    const key = table.rules.keyOf(row);
    await this.lock(table, key);
    if (this.get(table, key)) throw uniqueViolation(`${table.name}_pkey`);
    for (const unique of table.rules.uniques ?? []) {
      const value = unique.keyOf(row);
      // Who puts the same key in and has not committed decides whether it is free.
      await this.#take(`${table.name}/${unique.name}/${value}`);
      if (this.#isTaken(table, unique, value)) throw uniqueViolation(unique.name);
    }
    for (const { name, to, keyOf } of table.rules.references ?? []) {
      const wanted = keyOf(row);
      if (wanted !== null && !this.get(to(), wanted)) throw foreignKeyViolation(name);
    }
    this.#write(table, key, row);
  }

  /** Waits for whoever has the row, then changes it as it is by then. False: there is none. */
  async update<Row extends TenantRow>(
    table: Table<Row>,
    key: string,
    change: (row: Row) => Row | null,
  ): Promise<boolean> {
    if (!this.get(table, key)) return false;
    await this.lock(table, key);
    const row = this.get(table, key);
    if (!row) return false;
    this.#write(table, key, change(row));
    return true;
  }

  /** After all that was sent. Throws the failure of any statement: then nothing is committed. */
  async drain(): Promise<void> {
    await this.#tail;
    this.#refuseEnded();
    if (this.#failure) throw this.#failure.error;
  }

  commit(): void {
    this.#refuseEnded();
    let isFed = false;
    for (const [table, rows] of this.#written) {
      for (const [key, row] of rows) table.install(this.tenantId, key, row);
      isFed ||= table.rules.isFed === true;
    }
    this.#end('ended');
    if (isFed) this.#database.tell(this.tenantId);
  }

  rollback(): void {
    if (this.#state === 'open') this.#end('ended');
  }

  /** The server is gone, and this with it. */
  lose(): void {
    if (this.#state === 'open') this.#end('lost');
  }

  async #take(lock: string): Promise<void> {
    // A statement may still be running when its transaction is given up: nobody would release what it takes.
    this.#refuseEnded();
    const { locks } = this.#database;
    const name = `${this.tenantId}/${lock}`;
    if (!locks.tryTake(this, name)) await locks.take(this, name);
  }

  #isTaken<Row extends TenantRow>(
    table: Table<Row>,
    unique: { name: string; keyOf(row: Row): string },
    value: string,
  ): boolean {
    if (table.isTaken(this.tenantId, unique.name, value)) return true;
    for (const row of this.#written.get(table)?.values() ?? [])
      if (row && unique.keyOf(row as Row) === value) return true;
    return false;
  }

  #write(table: AnyTable, key: string, row: TenantRow | null): void {
    if (row && row.tenantId !== this.tenantId) throw new TypeError('A row of another tenant');
    const rows = this.#written.get(table);
    if (rows) rows.set(key, row);
    else this.#written.set(table, new Map([[key, row]]));
  }

  #end(state: 'ended' | 'lost'): void {
    this.#state = state;
    this.#database.ended(this);
  }

  #refuseEnded(): void {
    if (this.#state === 'lost') throw connectionLost();
    if (this.#state === 'ended') throw new Error('The transaction has ended');
  }
}
