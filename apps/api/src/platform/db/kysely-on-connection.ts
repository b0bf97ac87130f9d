import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

export interface KyselyOnConnection<Database> {
  readonly kysely: Kysely<Database>;
  /** The answers to what was sent ahead; rejects with the first failure. */
  readonly answered: () => Promise<void>;
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
  connections.set(kysely, connection);
  return { kysely, answered: () => connection.answered(), detach: () => connection.detach() };
}

const connections = new WeakMap<object, ClientConnection>();

/** A query of Kysely, built or written as SQL. */
interface Compilable<Row> {
  compile(executor: QueryExecutorProvider): CompiledQuery<Row>;
}

/**
 * Runs a query like its own `execute`, but puts it on its way before it returns: what is sent in one go runs in the
 * order of the calls. For statements that build on each other without needing each other's answers.
 */
export function send<Row>(tx: QueryExecutorProvider, query: Compilable<Row>): Promise<QueryResult<Row>> {
  return connectionOf(tx).executeQuery(query.compile(tx));
}

/**
 * Sends a change that nobody waits for: it runs before whatever is sent after it, and its failure fails the
 * transaction. Changes sent ahead travel together with the commit.
 */
export function sendAhead(tx: QueryExecutorProvider, query: Compilable<unknown>): void {
  connectionOf(tx).sendAhead(query.compile(tx));
}

function connectionOf(tx: QueryExecutorProvider): ClientConnection {
  const connection = connections.get(tx);
  if (!connection) throw new TypeError('Not a transaction of withTenant');
  return connection;
}

/** PostgreSQL's answer to whatever follows a failed statement in its transaction. */
const IN_FAILED_TRANSACTION = '25P02';

class ClientConnection implements DatabaseConnection {
  #client: pg.ClientBase | null;
  readonly #ahead: Promise<unknown>[] = [];
  #firstError: unknown;

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  detach(): void {
    this.#client = null;
  }

  sendAhead(query: CompiledQuery): void {
    const answer = this.executeQuery(query);
    this.#ahead.push(answer);
    // Heard in `answered`; until then it is nobody's unhandled rejection.
    answer.catch(() => undefined);
  }

  async answered(): Promise<void> {
    await Promise.all(this.#ahead);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // A statement that its author forgot to wait for must not run as whoever has the connection now.
    if (!this.#client) throw new Error('The transaction has ended');
    const { command, rowCount, rows } = await this.#client
      .query(query.sql, [...query.parameters])
      .catch((error: { code?: string }) => {
        // Of statements sent together the one that failed is the reason, not those it took along.
        this.#firstError ??= error;
        throw error.code === IN_FAILED_TRANSACTION ? this.#firstError : error;
      });
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
