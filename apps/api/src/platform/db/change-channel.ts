import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { type Observable, Subject } from 'rxjs';
import { CONFIG, type Config } from '../config/config.ts';

const RETRY_MS = 1_000;

/** A terminal that was renamed, moved, paired or revoked. */
export interface ChangedTerminal {
  readonly tenantId: string;
  readonly terminalId: string;
}

/**
 * PostgreSQL's NOTIFY channels `change` (whose fed tables changed) and `terminal`, heard by every server of the
 * installation. One connection of its own; a notification may be lost while it is being made anew, so it only ever means
 * "look sooner".
 */
@Injectable()
export class ChangeChannel implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger('changes');
  readonly #changes = new Subject<string>();
  readonly #terminals = new Subject<ChangedTerminal>();
  #client: pg.Client | undefined;
  #isStopped = false;

  /** Tenant ids, each as often as something of it changed. */
  readonly changes: Observable<string> = this.#changes.asObservable();
  readonly terminals: Observable<ChangedTerminal> = this.#terminals.asObservable();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async notify(tenantIds: readonly string[]): Promise<void> {
    await this.#client
      ?.query(`SELECT pg_notify('change', t) FROM unnest($1::text[]) t`, [tenantIds])
      .catch(() => undefined);
  }

  async onModuleInit(): Promise<void> {
    await this.#listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    this.#changes.complete();
    this.#terminals.complete();
    await this.#client?.end().catch(() => {});
  }

  async #listen(): Promise<void> {
    if (this.#isStopped) return;
    const client = new pg.Client({
      connectionString: this.config.appDatabaseUrl,
      application_name: 'jowi-changes',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''));
    client.on('error', () => {});
    client.once('end', () => this.#retry());
    try {
      await client.connect();
      await client.query('LISTEN change; LISTEN terminal');
      this.#client = client;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      this.#log.warn(`Not listening for changes, will try again: ${reason}`);
      client.removeAllListeners('end');
      client.end().catch(() => {});
      this.#retry();
    }
  }

  #tell(channel: string, payload: string): void {
    if (channel === 'terminal') {
      const [tenantId = '', terminalId = ''] = payload.split('/');
      this.#terminals.next({ tenantId, terminalId });
    } else this.#changes.next(payload);
  }

  #retry(): void {
    if (!this.#isStopped) setTimeout(() => void this.#listen(), RETRY_MS).unref();
  }
}
