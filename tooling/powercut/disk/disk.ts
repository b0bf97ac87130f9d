import { dirname } from 'node:path';
import type { DiskEvent } from './disk-events.ts';

/** What the disk may have done with a change when the current goes: all of it, none of it, or some of its bytes. */
export type Fate = 'kept' | 'lost' | ((data: Buffer) => readonly Piece[]);
/** Bytes that did reach the disk, and where in the write they belong. */
export type Piece = { readonly at: number; readonly bytes: Buffer };

export type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };
type Names = { readonly names: ReadonlyMap<string, number | null> };

/** The order in which an inode was changed since all before it was certainly on the disk. */
class Log<T> {
  readonly entries: { readonly change: T; durable: boolean; adrift: boolean }[] = [];

  get unsynced(): T[] {
    return this.entries.filter(({ durable }) => !durable).map(({ change }) => change);
  }

  add(change: T): void {
    this.entries.push({ change, durable: false, adrift: false });
  }

  sync(): void {
    for (const entry of this.entries) entry.durable ||= !entry.adrift;
  }

  /** The kernel gave up on these pages and calls them clean: no later sync will write them, perhaps they were written. */
  failSync(): void {
    for (const entry of this.entries) entry.adrift ||= !entry.durable;
  }

  /** Takes out what is certain and has nothing uncertain before it. */
  settle(): T[] {
    const uncertain = this.entries.findIndex(({ durable }) => !durable);
    const count = uncertain === -1 ? this.entries.length : uncertain;
    return this.entries.splice(0, count).map(({ change }) => change);
  }
}

/** Which unsynced changes survived. Asked once for each, per inode in the order in which they were made. */
export interface Fates {
  readonly data: (file: number, changes: readonly Change[]) => readonly Fate[];
  readonly names: (changes: readonly Names[]) => readonly boolean[];
}

/**
 * A disk as the standard promises it and no better: a write is certain after a sync of its file, a name after a sync of its
 * directory, and until then anything may be there or not, in any order.
 */
export class Disk {
  readonly #base: string;
  readonly #directories = new Set<number>();
  readonly #settled = new Map<number, Buffer>();
  readonly #data = new Map<number, Log<Change>>();
  readonly #settledNames = new Map<string, number>();
  readonly #names = new Map<number, Log<Names>>();

  /** `base` is there, come what may. */
  constructor(base: string) {
    this.#base = base;
  }

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'write':
      case 'truncate':
        logOf(this.#data, event.file).add(event);
        break;
      case 'names':
        if (event.isDirectory) for (const inode of event.names.values()) this.#directories.add(inode ?? -1);
        logOf(this.#names, event.directory).add(event);
        break;
      case 'sync-failed':
        // Names stay in the file system's own journal: a later sync that succeeds has them.
        this.#data.get(event.file)?.failSync();
        break;
      case 'sync':
        this.#sync(event.file);
        break;
      case 'said':
    }
  }

  /** Whether anything hangs in the air. */
  get uncertain(): boolean {
    return this.uncertainNames || [...this.#data.values()].some(({ unsynced }) => unsynced.length > 0);
  }

  get uncertainNames(): boolean {
    return [...this.#names.values()].some(({ unsynced }) => unsynced.length > 0);
  }

  /** The files found when the current is back, by path. */
  afterPowerCut(fates: Fates): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    const names = this.#namesAfter(fates);
    const present = (path: string): boolean =>
      path === this.#base || (names.has(path) && present(dirname(path)));
    for (const [path, inode] of names) {
      if (!this.#directories.has(inode) && present(path)) files.set(path, this.#contentAfter(inode, fates));
    }
    return files;
  }

  #namesAfter(fates: Fates): Map<string, number> {
    const names = new Map(this.#settledNames);
    for (const log of this.#names.values()) {
      const survived = fates.names(log.unsynced);
      let nth = 0;
      for (const { change, durable } of log.entries) {
        if (durable || survived[nth++]) rename(names, change);
      }
    }
    return names;
  }

  #contentAfter(inode: number, fates: Fates): Buffer {
    let content = this.#settled.get(inode) ?? Buffer.alloc(0);
    const log = this.#data.get(inode);
    if (!log || log.entries.length === 0) return content;
    content = Buffer.from(content);
    const survived = fates.data(inode, log.unsynced);
    let nth = 0;
    for (const { change, durable } of log.entries) {
      content = changed(content, change, durable ? 'kept' : (survived[nth++] ?? 'lost'));
    }
    return content;
  }

  #sync(inode: number): void {
    const data = this.#data.get(inode);
    data?.sync();
    for (const change of data?.settle() ?? []) {
      this.#settled.set(inode, changed(this.#settled.get(inode) ?? Buffer.alloc(0), change, 'kept'));
    }
    const names = this.#names.get(inode);
    names?.sync();
    for (const change of names?.settle() ?? []) rename(this.#settledNames, change);
  }
}

function logOf<T>(logs: Map<number, Log<T>>, inode: number): Log<T> {
  let log = logs.get(inode);
  if (!log) {
    log = new Log<T>();
    logs.set(inode, log);
  }
  return log;
}

function rename(names: Map<string, number>, { names: changes }: Names): void {
  for (const [path, inode] of changes) {
    if (inode === null) names.delete(path);
    else names.set(path, inode);
  }
}

/** Grows in steps, so that appending does not copy the file each time. */
function changed(content: Buffer, change: Change, fate: Fate): Buffer {
  if (fate === 'lost') return content;
  if (change.kind === 'truncate') return resized(content, change.size);
  const pieces = fate === 'kept' ? [{ at: 0, bytes: change.data }] : fate(change.data);
  let result = content;
  for (const { at, bytes } of pieces) {
    const end = change.offset + at + bytes.length;
    if (end > result.length) result = resized(result, end);
    bytes.copy(result, change.offset + at);
  }
  return result;
}

function resized(content: Buffer, size: number): Buffer {
  if (size <= content.length) return content.subarray(0, size);
  const grown = Buffer.alloc(size);
  content.copy(grown);
  return grown;
}
