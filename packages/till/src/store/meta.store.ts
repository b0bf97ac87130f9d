import { type ChainHead, zChainHead } from '@jowi/contracts/sync/journal';
import { zTerminalSettings } from '@jowi/contracts/sync/pull';
import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { textOf } from '../db/rows.ts';
import { TillError } from '../result.ts';

/** Who this till is; written at pairing, settings renewed by every pull. */
const zIdentity = z.object({
  serverUrl: z.string(),
  epoch: z.number().int().positive(),
  settings: zTerminalSettings,
});
export type Identity = z.infer<typeof zIdentity>;

const zSnapshotProgress = z.object({
  base: z.string(),
  total: z.number().int(),
  have: z.number().int(),
  afterId: z.string().nullable(),
  complete: z.boolean(),
  /** Which load a product row belongs to; a later load archives what it did not meet. */
  generation: z.number().int(),
});
export type StoredSnapshot = z.infer<typeof zSnapshotProgress>;

const zFiscalPosition = z.object({ terminalId: z.string(), receiptSeq: z.string() });

/** The till's few single values, each parsed when read. */
export class MetaStore {
  readonly #db: Db;
  /** Parsed values by their text: the sale path reads the identity several times, and text cannot go stale. */
  readonly #parsed = new Map<string, { text: string; value: unknown }>();

  constructor(db: Db) {
    this.#db = db;
  }

  findIdentity(): Identity | null {
    return this.#find('identity', zIdentity);
  }

  /** Throws `till/not-paired`. */
  getIdentity(): Identity {
    const identity = this.findIdentity();
    if (!identity) throw new TillError('till/not-paired');
    return identity;
  }

  saveIdentity(identity: Identity): void {
    this.#save('identity', identity);
  }

  /** From where to pull; null until the first load is complete. */
  findCursor(): string | null {
    return this.#find('cursor', z.string());
  }

  saveCursor(cursor: string): void {
    this.#save('cursor', cursor);
  }

  findLastSyncAtMs(): number | null {
    return this.#find('last-sync-at-ms', z.number());
  }

  saveLastSyncAtMs(atMs: number): void {
    this.#save('last-sync-at-ms', atMs);
  }

  /** The server's end of this till's chain, as it last said. */
  findServerHead(): ChainHead | null {
    return this.#find('server-head', zChainHead);
  }

  saveServerHead(head: ChainHead): void {
    this.#save('server-head', head);
  }

  /** An epoch known to have split; while it is the current one, a new one is still to be asked for. */
  findForkedEpoch(): number | null {
    return this.#find('forked-epoch', z.number());
  }

  saveForkedEpoch(epoch: number): void {
    this.#save('forked-epoch', epoch);
  }

  /** The first load begins again: the server no longer knows where we stood. Products stay on sale meanwhile. */
  forgetCursor(): void {
    this.#db.prepare("DELETE FROM meta WHERE key = 'cursor'").run();
    const snapshot = this.findSnapshot();
    if (snapshot) this.saveSnapshot({ ...snapshot, afterId: null, have: 0, complete: false });
  }

  findSnapshot(): StoredSnapshot | null {
    return this.#find('snapshot', zSnapshotProgress);
  }

  saveSnapshot(progress: StoredSnapshot): void {
    this.#save('snapshot', progress);
  }

  getClockOffsetMs(): number {
    return this.#find('clock-offset-ms', z.number()) ?? 0;
  }

  saveClockOffsetMs(offsetMs: number): void {
    this.#save('clock-offset-ms', offsetMs);
  }

  /** Where the fiscal module stood when this till last saw it; null = never. */
  findFiscalPosition(): z.infer<typeof zFiscalPosition> | null {
    return this.#find('fiscal-position', zFiscalPosition);
  }

  saveFiscalPosition(position: z.infer<typeof zFiscalPosition>): void {
    this.#save('fiscal-position', position);
  }

  #find<T>(key: string, schema: z.ZodType<T>): T | null {
    const row = this.#db.prepare('SELECT value FROM meta WHERE key = ?').get(key);
    if (!row) return null;
    const text = textOf(row, 'value');
    const known = this.#parsed.get(key);
    if (known?.text === text) return known.value as T;
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new TillError('till/disk-error', { meta: key });
    this.#parsed.set(key, { text, value: parsed.data });
    return parsed.data;
  }

  #save(key: string, value: unknown): void {
    this.#db
      .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, JSON.stringify(value));
  }
}
