import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkTill, type Verdict } from '../check/check-till.ts';
import { expectationOf } from '../check/expectation.ts';
import { type DiskEvent, diskEvents } from '../disk/disk-events.ts';
import type { Syscall } from '../disk/strace-lines.ts';
import { readSaid, type Said } from '../record/said.ts';
import { watch } from '../record/watch.ts';

export interface Fault {
  readonly call: 'fsync' | 'pwrite64' | 'ftruncate';
  readonly error: 'EIO' | 'ENOSPC';
  /** The how many-th call fails. */
  readonly at: number;
  /** And all after it: the disk is dead, or full and stays so. */
  readonly forGood: boolean;
  /** What the program does when somebody was refused. */
  readonly afterRefusal: 'die' | 'retry';
}

export interface FaultRun {
  readonly said: readonly Said[];
  readonly calls: readonly Syscall[];
  /** Of the disk as the killed program left it. */
  readonly verdict: Verdict;
  /** For the power cuts that could have come instead. */
  readonly events: readonly DiskEvent[];
  readonly base: string;
  /** Events that only tell what was there before. */
  readonly from: number;
}

const SCRIPT = join(import.meta.dirname, 'faulty-disk-seller.ts');

/** One till on a copy of a prepared directory, with one fault; null = none. */
export async function runWithFault(
  prepared: string,
  workDir: string,
  fault: Fault | null,
): Promise<FaultRun> {
  const base = join(workDir, 'faulty');
  const till = join(base, 'till');
  rmSync(base, { recursive: true, force: true });
  cpSync(prepared, till, { recursive: true });
  const before = new Map(readdirSync(till).map((name) => [join(till, name), readFileSync(join(till, name))]));
  const { calls, stdout, complaints } = await watch({
    script: SCRIPT,
    args: [till, fault?.afterRefusal ?? 'die'],
    trace: join(workDir, 'faulty-trace'),
    inject: fault ? strace(fault) : undefined,
  });
  const said = stdout.split('\n').flatMap((line) => readSaid(line) ?? []);
  // A bug that throws would look like a death otherwise.
  if (complaints !== '') throw new Error(`The till on a faulty disk complained: ${complaints}`);
  const events = diskEvents(calls, base, before);
  const verdict = checkTill(till, expectationOf(said));
  return { said, calls, verdict, events, base, from: diskEvents([], base, before).length };
}

function strace({ call, error, at, forGood }: Fault): string {
  return `${call}:error=${error}:when=${at}${forGood ? '+' : ''}`;
}
