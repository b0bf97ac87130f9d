import type { ChainHead } from '@jowi/contracts/sync/journal';
import type { SnapshotLine } from '@jowi/contracts/sync/pull';

/** How far the first load has come; kept on disk in the same transaction as the products it counts. */
export type SnapshotProgress = {
  /** The cursor to pull from once everything is in. */
  base: string;
  total: number;
  have: number;
  /** Last product stored: where to resume. */
  afterId: string | null;
  complete: boolean;
};

export type SnapshotProduct = Extract<SnapshotLine, { type: 'product' }>;

export type SnapshotEffect =
  /** The server begins from the start (or another base): what was loaded under the old one is not to be counted. */
  | { type: 'begin'; head: ChainHead; progress: SnapshotProgress }
  | { type: 'store'; line: SnapshotProduct; progress: SnapshotProgress }
  | { type: 'finish'; progress: SnapshotProgress }
  /** Not the order the protocol promises: give this stream up and start again from the beginning. */
  | { type: 'abort' };

/** The query that begins a first load, or goes on where one was cut. */
export function snapshotQuery(progress: SnapshotProgress | null): { base?: string; after?: string } {
  if (!progress || progress.afterId === null) return {};
  return { base: progress.base, after: progress.afterId };
}

/** Takes one line of the stream. `started` = a header was seen on THIS stream. */
export function stepSnapshot(
  progress: SnapshotProgress | null,
  started: boolean,
  line: SnapshotLine,
): SnapshotEffect {
  if (line.type === 'header') {
    if (started) return { type: 'abort' };
    const resumed = progress !== null && progress.afterId !== null && progress.base === line.base;
    const begun = { base: line.base, total: line.total, have: 0, afterId: null, complete: false };
    return {
      type: 'begin',
      head: line.head,
      progress: resumed ? { ...progress, total: line.total } : begun,
    };
  }
  if (!started || !progress) return { type: 'abort' };
  if (line.type === 'product') {
    const { id } = line.product;
    // In id order, so that "the last one stored" says exactly which are missing.
    if (progress.afterId !== null && id <= progress.afterId) return { type: 'abort' };
    return { type: 'store', line, progress: { ...progress, have: progress.have + 1, afterId: id } };
  }
  return { type: 'finish', progress: { ...progress, complete: true } };
}
