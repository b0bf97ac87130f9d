/** What goes into and comes out of SQLite. Integers always come back as bigint. */
export type SqlValue = null | bigint | number | string | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

export type Statement = {
  /** Returns how many rows changed. */
  run(...params: SqlValue[]): number;
  /** Runs an INSERT and returns the new rowid, null where a conflict made it do nothing. Far quicker than RETURNING. */
  insert(...params: SqlValue[]): bigint | null;
  get(...params: SqlValue[]): Row | undefined;
  all(...params: SqlValue[]): Row[];
};

/**
 * The one door to the till's database file, small enough to be replaced (an encrypting build) or wrapped (a test that
 * fails the n-th statement). Everything is synchronous: while a use case runs, nobody else writes.
 */
export type Db = {
  /** Prepared once per SQL text and kept. */
  prepare(sql: string): Statement;
  exec(sql: string): void;
  /**
   * All or nothing, and on the disk when it returns (`synchronous=FULL`, asserted each time). Not to be nested.
   * Throws `till/disk-full` or `till/disk-error`, with nothing of it done.
   */
  transaction<T>(run: () => T): T;
  /**
   * All or nothing, but on the disk only soon: survives a killed program, may lose the last moments in a power cut.
   * For the cart being filled (a scan must not wait for the disk, and nobody has paid yet), for the first load of the
   * catalogue (the server has it all) and for what the server said of an entry (it says it again). Never for a fact.
   */
  draft<T>(run: () => T): T;
  /** Moves the write-ahead log into the main file; called when nobody waits for the till. */
  checkpoint(): void;
  close(): void;
};
