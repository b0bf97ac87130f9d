import type { Duplex } from 'node:stream';
import pg from 'pg';
import { openingStatement } from './transaction-context.ts';

const BEGIN = /^\s*(begin|start transaction)\b/i;
const COMMIT = /^\s*commit\b/i;

/** Statements with values are planned once a connection; more different texts than this are planned each time. */
const MAX_PREPARED = 1_000;
const statementNames = new Map<string, string>();

/**
 * A connection that opens each transaction for the tenant it was begun for, in the same message, and never
 * takes an aborted transaction for a committed one: PostgreSQL answers COMMIT with the tag ROLLBACK, no error,
 * when an earlier statement failed and somebody swallowed it. Statements started in one go leave in one write.
 */
class TenantClient extends pg.Client {
  // Kysely and Prisma both call `query(...)` and take its promise; pg's own callers pass submittables.
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of pg cannot be restated here
  override query(...args: any[]): any {
    const [first] = args;
    const text: unknown = typeof first === 'string' ? first : first?.text;
    const send = super.query as (...sent: unknown[]) => Promise<pg.QueryResult>;
    this.#writeTogether();
    if (typeof text === 'string') {
      if (BEGIN.test(text)) return send.call(this, openingStatement(text));
      if (COMMIT.test(text)) return send.apply(this, args).then(refuseSilentRollback);
    }
    if (typeof first === 'string' && Array.isArray(args[1])) {
      const name = nameOf(first);
      if (name !== undefined)
        return send.call(this, { name, text: first, values: args[1] }, ...args.slice(2));
    }
    return send.apply(this, args);
  }

  #writeTogether(): void {
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
}

function nameOf(text: string): string | undefined {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < MAX_PREPARED) {
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return name;
}

function refuseSilentRollback(result: pg.QueryResult): pg.QueryResult {
  if (result.command === 'ROLLBACK')
    throw new Error('The transaction had failed earlier: nothing was committed');
  return result;
}

/** BIGINT as bigint, DATE as 'YYYY-MM-DD' (a Date would shift it by the machine's time zone). */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.DATE, (text) => text],
]);

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format ?? 'text')) as never,
};

export interface PoolOptions {
  readonly url: string;
  readonly size: number;
  /** The server went away; the next use connects anew. */
  readonly onConnectionError: (error: Error) => void;
}

export function createTenantPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    Client: TenantClient,
    // Statements do not wait for the answers to those before them.
    pipeline: true,
    types,
    application_name: 'jowi-api',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  } as pg.PoolConfig);
  pool.on('error', options.onConnectionError);
  // Also while it is lent out: whoever waits for an answer gets the error as well, but an error event that
  // nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', options.onConnectionError));
  return pool;
}
