import { type SnapshotLine, zSnapshotLine } from '@jowi/contracts/sync/pull';
import { snapshotQuery, stepSnapshot } from '@jowi/sync/snapshot.machine';
import type { Scheduler } from '../ports.ts';
import { TillError } from '../result.ts';
import type { StoredSnapshot } from '../store/meta.store.ts';
import type { TillContext } from '../till-context.ts';
import type { ApiClient, ApiFailure } from './api-client.ts';
import { noteUnknownUnit } from './apply-pull.ts';
import { textLines } from './text-lines.ts';

/**
 * Products per transaction: few enough that a scan in between does not notice (about 10 ms), and all that is ever
 * fetched twice after a kill.
 */
export const SNAPSHOT_BATCH = 500;

/** Nothing came for so long: the connection is dead, begin again from where it stands. */
const SILENCE_MS = 30_000;

type ProductLine = Extract<SnapshotLine, { type: 'product' }>;

/** The first load: a stream of products, stored as it arrives, resumed where it was cut. */
export class SnapshotLoader {
  readonly #till: TillContext;
  readonly #api: ApiClient;

  constructor(till: TillContext, api: ApiClient) {
    this.#till = till;
    this.#api = api;
  }

  /** null = complete. Whatever came before a failure stays, and the next call goes on from there. */
  async load(stop: AbortSignal): Promise<ApiFailure | null> {
    const { meta, log } = this.#till;
    const silence = new Silence(this.#till.scheduler);
    try {
      const query = new URLSearchParams(snapshotQuery(meta.findSnapshot()));
      const path = `/v1/sync/snapshot?${query}`;
      const call = { method: 'GET', path, mediaType: 'application/x-ndjson' } as const;
      const opened = await this.#api.open(call, AbortSignal.any([stop, silence.signal]));
      if (!opened.ok) return opened.failure;
      const complete = await this.#store(opened.value, silence);
      return complete ? null : { kind: 'unreachable' };
    } catch (error) {
      if (error instanceof TillError) throw error;
      if (!stop.aborted) log('warn', 'the first load was cut off', { error: String(error) });
      return { kind: 'unreachable' };
    } finally {
      silence.end();
    }
  }

  async #store(response: Response, silence: Silence): Promise<boolean> {
    const { db, meta, receipts, catalogue, events } = this.#till;
    let sold: ReadonlyMap<string, bigint> = new Map();
    let progress = meta.findSnapshot();
    let batch: ProductLine[] = [];
    let started = false;
    const flush = () => {
      if (batch.length > 0 && progress) this.#flush(batch, progress, sold);
      batch = [];
    };
    try {
      for await (const text of textLines(response.body!)) {
        if (text === '') continue;
        const effect = stepSnapshot(progress, started, zSnapshotLine.parse(JSON.parse(text)));
        if (effect.type === 'abort') {
          db.transaction(() => meta.forgetCursor());
          return false;
        }
        if (effect.type === 'begin') {
          const generation = (progress?.generation ?? 0) + (effect.progress.have > 0 ? 0 : 1);
          progress = { ...effect.progress, generation };
          started = true;
          sold = receipts.soldAfter(effect.head);
          db.transaction(() => meta.saveSnapshot({ ...effect.progress, generation }));
          events.emit('device-changed');
          continue;
        }
        const generation = progress?.generation ?? 1;
        progress = { ...effect.progress, generation };
        if (effect.type === 'finish') {
          flush();
          db.transaction(() => {
            catalogue.archiveOlderThan(generation);
            noteUnknownUnit(this.#till);
            meta.saveSnapshot({ ...effect.progress, generation });
            meta.saveCursor(effect.progress.base);
          });
          events.emit('catalogue-changed', 'device-changed');
          return true;
        }
        batch.push(effect.line);
        if (batch.length < SNAPSHOT_BATCH) continue;
        flush();
        silence.broken();
        // Lets a waiting scan or sale in between two batches.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return false;
    } finally {
      // Cut off: what has come so far is as good as any.
      flush();
    }
  }

  #flush(batch: readonly ProductLine[], progress: StoredSnapshot, sold: ReadonlyMap<string, bigint>): void {
    const { db, meta, catalogue, events } = this.#till;
    // A power cut may take the last batches along: they are simply fetched again, with the progress that counts them.
    db.draft(() => {
      for (const { product, stockQtyMilli } of batch) {
        // Sales the server has not seen yet are not in its figure.
        catalogue.put(product, progress.generation, BigInt(stockQtyMilli) - (sold.get(product.id) ?? 0n));
      }
      meta.saveSnapshot(progress);
    });
    events.emit('device-changed');
  }
}

/** Breaks a connection on which nothing has come for too long. */
class Silence {
  readonly #scheduler: Scheduler;
  readonly #abort = new AbortController();
  #cancel: () => void;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#cancel = scheduler(() => this.#abort.abort(), SILENCE_MS);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  broken(): void {
    this.#cancel();
    this.#cancel = this.#scheduler(() => this.#abort.abort(), SILENCE_MS);
  }

  /** Also lets go of a body that was not read to its end. */
  end(): void {
    this.#cancel();
    this.#abort.abort();
  }
}
