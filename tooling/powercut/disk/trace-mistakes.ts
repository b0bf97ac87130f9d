import type { DiskEvent } from './disk-events.ts';

type Mistake = (events: readonly DiskEvent[]) => DiskEvent[];

/** Syncs that are left out of a recorded day: a program that forgot them, or a disk that only says it did them. */
export const TRACE_MISTAKES = {
  'no-directory-sync': (events) => {
    const directories = new Set(events.map((event) => (event.kind === 'names' ? event.directory : -1)));
    return events.filter((event) => event.kind !== 'sync' || !directories.has(event.file));
  },
  'lying-disk': (events) => events.filter(({ kind }) => kind !== 'sync'),
} as const satisfies Record<string, Mistake>;

export type TraceMistake = keyof typeof TRACE_MISTAKES;

export function isTraceMistake(name: string): name is TraceMistake {
  return name in TRACE_MISTAKES;
}
