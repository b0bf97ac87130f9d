import { zPoke } from '@jowi/contracts/sync/pull';
import { retryDelayMs } from '@jowi/sync/backoff';
import type { TillContext } from '../till-context.ts';
import type { ApiClient } from './api-client.ts';
import type { Link } from './link.ts';
import { textLines } from './text-lines.ts';

/** The server sends a comment now and then; a stream silent for longer is dead though nobody said so. */
const SILENCE_MS = 90_000;

/** A stream that ends sooner was no use: a proxy that lets none through answers at once, time after time. */
const WORTHWHILE_MS = 5_000;

type Handlers = { poked: () => void; opened: () => void };

/** The server's "come and get it" (SSE). Only a hint: the periodic pull finds everything a lost poke would have brought. */
export class PokeStream {
  readonly #till: TillContext;
  readonly #api: ApiClient;
  readonly #link: Link;
  readonly #handlers: Handlers;
  #current: AbortController | null = null;
  #cancelTimer: () => void = () => {};
  #failures = 0;
  #stopped = false;

  constructor(till: TillContext, api: ApiClient, link: Link, handlers: Handlers) {
    this.#till = till;
    this.#api = api;
    this.#link = link;
    this.#handlers = handlers;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#current?.abort();
  }

  async #run(): Promise<void> {
    const abort = new AbortController();
    this.#current = abort;
    this.#watch(abort);
    let askedMs: number | undefined;
    try {
      const call = { method: 'GET', path: '/v1/sync/events', mediaType: 'text/event-stream' } as const;
      const opened = await this.#api.open(call, abort.signal);
      if (this.#stopped) return;
      if (opened.ok) await this.#listen(opened.value, abort);
      // a till that neither sells nor pulls must see the cable go, too
      else if (opened.failure.kind === 'unreachable') {
        askedMs = opened.failure.retryAfterMs;
        this.#link.failed(opened.failure);
      }
      // and that it was revoked: the pull is told so itself, and says it
      else this.#handlers.poked();
    } catch {
      // A cut stream is an everyday thing.
    }
    abort.abort();
    this.#cancelTimer();
    if (this.#stopped) return;
    this.#failures += 1;
    // Not a retry faster than this even by luck: the stream is a comfort, not a need.
    const bounds = { baseMs: 1_000, maxMs: 20_000 };
    const delayMs = 200 + retryDelayMs(this.#failures, askedMs, this.#till.random, bounds);
    this.#cancelTimer = this.#till.scheduler(() => this.start(), delayMs);
  }

  async #listen(response: Response, abort: AbortController): Promise<void> {
    const openedAtMs = this.#till.clock.monotonicMs();
    try {
      await this.#read(response, abort);
    } finally {
      if (this.#till.clock.monotonicMs() - openedAtMs >= WORTHWHILE_MS) this.#failures = 0;
    }
  }

  async #read(response: Response, abort: AbortController): Promise<void> {
    this.#link.works();
    this.#handlers.opened();
    let event = '';
    for await (const line of textLines(response.body!)) {
      if (this.#stopped) return;
      this.#watch(abort);
      if (line.startsWith('event:')) event = line.slice('event:'.length).trim();
      else if (line.startsWith('data:') && event === 'poke') this.#poked(line.slice('data:'.length));
      else if (line === '') event = '';
    }
    // The server closed it: most likely it is going away.
    if (!this.#stopped) this.#link.lost();
  }

  #poked(data: string): void {
    let parsed: unknown = null;
    try {
      parsed = JSON.parse(data);
    } catch {
      return;
    }
    if (zPoke.safeParse(parsed).success) this.#handlers.poked();
  }

  #watch(abort: AbortController): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#till.scheduler(() => abort.abort(), SILENCE_MS);
  }
}
