import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DiskEvent, diskEvents } from '../disk/disk-events.ts';
import { readDiary } from './read-diary.ts';
import { StraceMissing, watch } from './watch.ts';
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
  /** `diary`: by comparing files between the store's calls. Whether SQLite synced what it should is then not seen. */
  readonly how: 'strace' | 'diary';
}

/**
 * A till's day in a process of its own, watched by strace; where there is none, or it may not watch, the process keeps a diary
 * itself, which `how` says.
 */
export async function recordDay(
  workDir: string,
  { sales, seed, wrongBuild }: DayToRecord,
): Promise<RecordedDay> {
  const base = join(workDir, 'recorded');
  const till = join(base, 'till');
  const script = join(import.meta.dirname, 'selling-day.ts');
  const args = [till, String(sales), String(seed), wrongBuild ?? 'right'];
  const begin = () => {
    rmSync(base, { recursive: true, force: true });
    mkdirSync(base, { recursive: true });
  };
  try {
    begin();
    const { calls, ended, complaints } = await watch({ script, args, trace: join(workDir, 'trace') });
    if (ended !== 0) throw new Error(`The till that was to be recorded stopped (${ended}): ${complaints}`);
    return { events: diskEvents(calls, base), base, how: 'strace' };
  } catch (error) {
    if (!(error instanceof StraceMissing)) throw error;
    begin();
    const child = [
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, ...args, 'diary'],
    ] as const;
    const { stdout } = await promisify(execFile)(...child, { maxBuffer: 1 << 29 });
    return { events: readDiary(stdout, till), base, how: 'diary' };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
