import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DiskEvent, diskEvents } from '../disk/disk-events.ts';
import { watch } from './watch.ts';
import type { WrongBuild } from './wrong-builds.ts';

export interface DayToRecord {
  readonly sales: number;
  readonly seed: number;
  readonly wrongBuild?: WrongBuild | undefined;
}

export interface RecordedDay {
  readonly events: readonly DiskEvent[];
  /** The directory the paths of the events are under; empty when the day began. */
  readonly base: string;
}

/** A till's day in a process of its own, watched by strace. @throws StraceMissing where there is none or it may not watch */
export async function recordDay(
  workDir: string,
  { sales, seed, wrongBuild }: DayToRecord,
): Promise<RecordedDay> {
  const base = join(workDir, 'recorded');
  rmSync(base, { recursive: true, force: true });
  mkdirSync(base, { recursive: true });
  const script = join(import.meta.dirname, 'selling-day.ts');
  const args = [join(base, 'till'), String(sales), String(seed), ...(wrongBuild ? [wrongBuild] : [])];
  try {
    const { calls, ended, complaints } = await watch({ script, args, trace: join(workDir, 'trace') });
    if (ended !== 0) throw new Error(`The till that was to be recorded stopped (${ended}): ${complaints}`);
    return { events: diskEvents(calls, base), base };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
