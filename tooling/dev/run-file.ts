import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface RunningProcess {
  readonly pid: number;
  /** Its command line when it was started: a pid is given to somebody else one day. */
  readonly commandLine: string;
}

interface Run {
  readonly runner: RunningProcess;
  readonly children: readonly RunningProcess[];
}

/** Notes which processes belong to this run, for the next one to know should this one be killed. */
export function writeRun(file: string, childPids: readonly number[]): void {
  const identify = (pid: number): RunningProcess => ({ pid, commandLine: commandLineOf(pid) ?? '' });
  const run: Run = { runner: identify(process.pid), children: childPids.map(identify) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(run, null, 2));
}

export function removeRun(file: string): void {
  rmSync(file, { force: true });
}

/** The pid of the runner that uses this data directory right now, or null. */
export function findRunner(file: string): number | null {
  const run = readRun(file);
  return run && isStill(run.runner) ? run.runner.pid : null;
}

/** Ends what a run left behind that was killed before it could stop its own. */
export async function stopOrphans(file: string): Promise<void> {
  const orphans = readRun(file)?.children.filter(isStill) ?? [];
  for (const { pid } of orphans) signalGroup(pid, 'SIGTERM');
  for (let waitedMs = 0; orphans.some(isStill) && waitedMs < 8_000; waitedMs += 50) await sleep(50);
  for (const { pid } of orphans.filter(isStill)) signalGroup(pid, 'SIGKILL');
  removeRun(file);
}

function readRun(file: string): Run | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    return null;
  }
}

function isStill({ pid, commandLine }: RunningProcess): boolean {
  return commandLine !== '' && commandLineOf(pid) === commandLine;
}

function commandLineOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8') || null;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
