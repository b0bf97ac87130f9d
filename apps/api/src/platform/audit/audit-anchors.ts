import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { type BeforeApplicationShutdown, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../clock/clock.ts';
import { anchorLine, FIRST_ANCHOR } from './anchor-file.ts';
import type { AuditAnchorRepository } from './audit-anchor.repository.ts';
import type { AuditKeys } from './audit-keys.ts';

/** What a crash, or a thief who is quick, may take without a trace outside the database. */
const FLUSH_MS = 2_000;
/** An entry that is not committed by then was rolled back. */
const GIVE_UP_MS = 60_000;

export interface AnchorOptions {
  /** Null: nothing is anchored outside the database. */
  readonly dir: string | null;
}

type Head = { readonly tenantId: string; readonly seq: number; readonly mac: string };

/**
 * Writes the heads of the logs to a file outside the database, soon after they are committed and with the hashes this
 * server computed itself: whoever can rewrite the whole database cannot make it agree with these lines again.
 */
export class AuditAnchors implements BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #log = new Logger('audit');
  readonly #waiting = new Map<string, Head & { readonly sinceMs: number }>();
  readonly #file: string | null;
  /** Lines are written for everybody, whoever's request happens to be the reason. */
  readonly #outsideRequests = AsyncLocalStorage.snapshot();
  #lastMac = FIRST_ANCHOR;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: AuditAnchorRepository,
    private readonly keys: AuditKeys,
    private readonly clock: Clock,
    options: AnchorOptions,
  ) {
    const started = new Date(clock.nowMs()).toISOString().replace(/[:.]/g, '-');
    const name = `${hostname().replace(/[^\w-]/g, '_')}-${started}-${randomBytes(4).toString('hex')}.jsonl`;
    this.#file = options.dir === null ? null : join(options.dir, name);
  }

  /** In the transaction still: whether it is committed is seen when the line is due. */
  note(head: Head): void {
    if (this.#file === null) return;
    this.#waiting.set(`${head.tenantId} ${head.seq}`, { ...head, sinceMs: this.clock.nowMs() });
    this.#wake();
  }

  #wake(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, FLUSH_MS);
    this.#timer.unref();
  }

  /** Every line that is due is on disk after it. */
  flush(): Promise<void> {
    this.#writing = this.#writing
      .then(() => this.#outsideRequests(() => this.#write()))
      .catch((error: Error) => {
        this.#log.error(`The audit log could not be anchored, will try again: ${error.message}`);
        this.#wake();
      });
    return this.#writing;
  }

  /** While the database still answers. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#timer);
  }

  async #write(): Promise<void> {
    if (this.#file === null || this.#waiting.size === 0) return;
    await this.#writeTo(this.#file);
    if (this.#waiting.size > 0) this.#wake();
  }

  async #writeTo(file: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const lines: string[] = [];
    let mac = this.#lastMac;
    const settled: string[] = [];
    const anchored = new Set<string>();
    // From the newest: an entry stands for all before it.
    for (const [key, head] of [...this.#waiting].reverse()) {
      if (anchored.has(head.tenantId)) settled.push(key);
      else if (await this.repository.isCommitted(head)) {
        const line = anchorLine(this.keys, { ...head, atMs: nowMs }, mac);
        lines.push(`${JSON.stringify(line)}\n`);
        mac = line.mac;
        anchored.add(head.tenantId);
        settled.push(key);
      } else if (nowMs - head.sinceMs > GIVE_UP_MS) settled.push(key);
    }
    if (lines.length > 0) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await appendFile(file, lines.join(''), { mode: 0o600, flush: true });
      this.#lastMac = mac;
    }
    for (const key of settled) this.#waiting.delete(key);
  }
}
