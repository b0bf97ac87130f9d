import { readdirSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Db } from '@jowi/till/db/db';

/** A change of a file as a diary notes it: `data` in base64; `made` and `gone` are names, `certain` what a sync would do. */
export type DiaryLine = {
  readonly disk: 'write' | 'truncate' | 'made' | 'gone' | 'certain';
  readonly name: string;
  readonly offset?: number;
  readonly data?: string;
};

const BLOCK = 512;
const LOG_HEADER = 32;

/**
 * For machines without strace: compares the files after every call of the store and notes what changed on stdout, between the
 * lines of what is said. It sees what was written, but not whether SQLite really synced it: that a durable transaction did
 * is taken on its word.
 */
export function keepDiary(open: (path: string) => Db): (path: string) => Db {
  return (path) => {
    const db = open(path);
    const diary = diaries.get(path) ?? new Diary(dirname(path));
    diaries.set(path, diary);
    diary.note('everything is certain');
    return {
      prepare: (sql) => db.prepare(sql),
      exec: (sql) => diary.after('only written', () => db.exec(sql)),
      draft: (run) => diary.after('only written', () => db.draft(run)),
      transaction: (run) => diary.after('everything is certain', () => db.transaction(run)),
      // Both make sure of the log before they touch the main file.
      checkpoint: () => diary.around(() => db.checkpoint()),
      close: () => diary.around(() => db.close()),
    };
  };
}

/** The till of a process is closed and opened again, its files go on. */
const diaries = new Map<string, Diary>();

type Certainty = 'everything is certain' | 'only written';

class Diary {
  readonly #directory: string;
  readonly #known = new Map<string, Buffer>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  after<T>(certainty: Certainty, run: () => T): T {
    try {
      return run();
    } finally {
      this.note(certainty);
    }
  }

  around<T>(run: () => T): T {
    this.note('everything is certain');
    return this.after('everything is certain', run);
  }

  note(certainty: Certainty): void {
    const names = new Set(readdirSync(this.#directory));
    for (const name of names) this.#compare(name, readFileSync(join(this.#directory, name)));
    if (certainty === 'everything is certain') for (const name of names) write({ disk: 'certain', name });
    for (const name of this.#known.keys()) if (!names.has(name)) this.#gone(name);
  }

  #gone(name: string): void {
    this.#known.delete(name);
    write({ disk: 'gone', name });
  }

  #compare(name: string, now: Buffer): void {
    const before = this.#known.get(name);
    const isDatabase = name.startsWith('till.db');
    if (!before && isDatabase) write({ disk: 'made', name });
    if (before && now.length < before.length) write({ disk: 'truncate', name, offset: now.length });
    const begun = name.endsWith('-wal') && now.length > 0 && headOf(now) !== headOf(before);
    // A log that begins anew does so with a head that is synced before anything follows it.
    if (begun) {
      write({ disk: 'write', name, offset: 0, data: now.toString('base64', 0, LOG_HEADER) });
      write({ disk: 'certain', name });
    }
    for (const [run, to] of changedRuns(before ?? Buffer.alloc(0), now)) {
      const from = begun ? Math.max(run, LOG_HEADER) : run;
      write({ disk: 'write', name, offset: from, data: now.toString('base64', from, to) });
    }
    // Everything else is written beside its place, synced, and then gets its name.
    if (!isDatabase) write({ disk: 'certain', name });
    if (!before && !isDatabase) write({ disk: 'made', name });
    this.#known.set(name, now);
  }
}

function headOf(log: Buffer | undefined): string {
  return log?.toString('hex', 0, LOG_HEADER) ?? '';
}

/** Where they differ. Not a byte more: those beside may be certain already, and a torn write must not reach them. */
function changedRuns(before: Buffer, now: Buffer): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (let at = 0; at < now.length; at += BLOCK) {
    const to = Math.min(at + BLOCK, now.length);
    if (to <= before.length && before.compare(now, at, to, at, to) === 0) continue;
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = to;
    else runs.push([at, to]);
  }
  for (const run of runs) {
    while (run[0] < before.length && before[run[0]] === now[run[0]]) run[0]++;
    while (run[1] <= before.length && before[run[1] - 1] === now[run[1] - 1]) run[1]--;
  }
  return runs;
}

function write(line: DiaryLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
