import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

export interface InstallationDbOptions {
  /** Role jowi_auth. */
  readonly url: string;
  readonly size?: number;
  readonly onConnectionError: (error: Error) => void;
}

/** One connection inside a transaction of InstallationDb. */
export interface InstallationTx {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * The schemas that belong to no business: limits, messages. BIGINT comes as number: they hold milliseconds and counts.
 */
@Injectable()
export class InstallationDb implements OnApplicationShutdown, InstallationTx {
  readonly #pool: pg.Pool;

  constructor(options: InstallationDbOptions) {
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.size ?? 6,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'jowi-api-installation',
      types: {
        getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
          oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text')) as never,
      },
    });
    this.#pool.on('error', options.onConnectionError);
    // Also while it is lent out: an error event that nobody hears would end the process.
    this.#pool.on('connect', (client) => client.on('error', options.onConnectionError));
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, [...values])).rows;
  }

  /** Rolled back when `work` throws. */
  async transaction<T>(work: (tx: InstallationTx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work({
        query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
          (await client.query<Row>(text, [...values])).rows,
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }
}
