import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

export interface KyselyOnConnection<Database> {
  readonly kysely: Kysely<Database>;
  /** After this it sends nothing: the connection may be somebody else's by then. */
  readonly detach: () => void;
}

/**
 * Kysely on one open connection. Unlike Kysely's own transactions it does not hold a statement back until the one
 * before is answered: the connection sends them one after another and PostgreSQL runs them in that order.
 */
export function kyselyOn<Database>(client: pg.ClientBase): KyselyOnConnection<Database> {
  const connection = new ClientConnection(client);
  const kysely = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneConnectionDriver(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return { kysely, detach: () => connection.detach() };
}

class ClientConnection implements DatabaseConnection {
  #client: pg.ClientBase | null;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  detach(): void {
    this.#client = null;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // A statement that its author forgot to wait for must not run as whoever has the connection now.
    if (!this.#client) throw new Error('The transaction has ended');
    const { command, rowCount, rows } = await this.#client.query(query.sql, [...query.parameters]);
    const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return { rows, ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator; nothing here reads by cursor
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('Rows are read by pages, not by cursor');
  }
}

/** Whoever made the connection opens and ends its transactions, and gives it back. */
class OneConnectionDriver implements Driver {
  constructor(private readonly connection: DatabaseConnection) {}

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
  beginTransaction = notHere;
  commitTransaction = notHere;
  rollbackTransaction = notHere;
}

async function notHere(): Promise<never> {
  throw new Error('A transaction is opened by withTenant only');
}
