import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DiskEvent, diskEvents } from '../disk/disk-events.ts';
import { parseStrace } from '../disk/strace-lines.ts';
import type { WrongBuild } from './wrong-builds.ts';

/** Everything that can change a file or make a change certain. */
const CALLS = [
  ...['openat', 'open', 'creat', 'close', 'dup', 'dup2', 'dup3', 'mmap', 'mkdir', 'mkdirat', 'rmdir'],
  ...[
    'write',
    'writev',
    'pwrite64',
    'pwritev',
    'pwritev2',
    'truncate',
    'ftruncate',
    'fallocate',
    'copy_file_range',
  ],
  ...['fsync', 'fdatasync', 'sync_file_range', 'syncfs', 'rename', 'renameat', 'renameat2'],
  ...['link', 'linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat'],
];

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
  const trace = join(workDir, 'trace');
  rmSync(base, { recursive: true, force: true });
  mkdirSync(base, { recursive: true });
  const till = join(base, 'till');
  try {
    await promisify(execFile)(
      'strace',
      [
        ...[
          '-f',
          '--seccomp-bpf',
          '-xx',
          '-s',
          '16777216',
          '-e',
          'signal=none',
          '-e',
          `trace=${CALLS.join(',')}`,
        ],
        ...['-o', trace, process.execPath, '--disable-warning=ExperimentalWarning'],
        join(import.meta.dirname, 'selling-day.ts'),
        ...[till, String(sales), String(seed), ...(wrongBuild ? [wrongBuild] : [])],
      ],
      { maxBuffer: 1 << 28 },
    );
    return { events: diskEvents(parseStrace(readFileSync(trace, 'latin1')), base), base };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT' || /ptrace/i.test(String(error)))
      throw new StraceMissing();
    throw error;
  } finally {
    rmSync(trace, { force: true });
    rmSync(base, { recursive: true, force: true });
  }
}

export class StraceMissing extends Error {}
