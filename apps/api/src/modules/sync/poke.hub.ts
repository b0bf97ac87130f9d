import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Observable, Subject } from 'rxjs';
import { CONFIG, type Config } from '../../platform/config/config.ts';

const RETRY_MS = 1_000;
/** Sales of a moment are one notification. */
const ANNOUNCE_AFTER_MS = 200;

/**
 * Tells waiting tills that a pull would bring something: one database connection listens for all of them.
 * A poke carries no data and may be lost; tills pull now and then anyway.
 */
@Injectable()
export class PokeHub implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger('poke');
  readonly #changes = new Subject<string>();
  readonly #unannounced = new Set<string>();
  #client: pg.Client | undefined;
  #isStopped = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** One value a change of this tenant's fed tables. */
  changesOf(tenantId: string): Observable<void> {
    return new Observable((subscriber) => {
      const subscription = this.#changes.subscribe({
        next: (changed) => {
          if (changed === tenantId) subscriber.next();
        },
        complete: () => subscriber.complete(),
      });
      return () => subscription.unsubscribe();
    });
  }

  /**
   * A push moved this tenant's stock. Said after its commit and on this connection: a transaction that notifies
   * by itself makes every other one wait for its commit.
   */
  announce(tenantId: string): void {
    if (this.#unannounced.size === 0) setTimeout(() => void this.#announce(), ANNOUNCE_AFTER_MS).unref();
    this.#unannounced.add(tenantId);
  }

  async onModuleInit(): Promise<void> {
    await this.#listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    this.#changes.complete();
    await this.#client?.end().catch(() => {});
  }

  async #announce(): Promise<void> {
    const tenants = [...this.#unannounced];
    this.#unannounced.clear();
    await this.#client
      ?.query(`SELECT pg_notify('change', t) FROM unnest($1::text[]) t`, [tenants])
      .catch(() => undefined);
  }

  async #listen(): Promise<void> {
    if (this.#isStopped) return;
    const client = new pg.Client({
      connectionString: this.config.appDatabaseUrl,
      application_name: 'jowi-poke',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.#changes.next(payload ?? ''));
    client.on('error', () => {});
    client.once('end', () => this.#retry());
    try {
      await client.connect();
      await client.query('LISTEN change');
      this.#client = client;
    } catch (error) {
      this.#log.warn(
        `Not listening for changes, will try again: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      client.removeAllListeners('end');
      client.end().catch(() => {});
      this.#retry();
    }
  }

  #retry(): void {
    if (!this.#isStopped) setTimeout(() => void this.#listen(), RETRY_MS).unref();
  }
}
