import pg from 'pg';
import { openingStatement } from './transaction-context.ts';

const BEGIN = /^\s*(begin|start transaction)\b/i;
const COMMIT = /^\s*commit\b/i;

/**
 * A connection that opens each transaction for the tenant it was begun for, in the same message, and never
 * takes an aborted transaction for a committed one: PostgreSQL answers COMMIT with the tag ROLLBACK, no error,
 * when an earlier statement failed and somebody swallowed it.
 */
class TenantClient extends pg.Client {
  // Kysely and Prisma both call `query(...)` and take its promise; pg's own callers pass submittables.
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of pg cannot be restated here
  override query(...args: any[]): any {
    const [first] = args;
    const text: unknown = typeof first === 'string' ? first : first?.text;
    const send = super.query as (...sent: unknown[]) => Promise<pg.QueryResult>;
    if (typeof text === 'string') {
      if (BEGIN.test(text)) return send.call(this, openingStatement(text));
      if (COMMIT.test(text)) return send.apply(this, args).then(refuseSilentRollback);
    }
    return send.apply(this, args);
  }
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
  /** Of connections that failed while idle: the server went away, the next use connects anew. */
  readonly onIdleError: (error: Error) => void;
}

export function createTenantPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    Client: TenantClient,
    types,
    application_name: 'jowi-api',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  } as pg.PoolConfig);
  pool.on('error', options.onIdleError);
  return pool;
}
