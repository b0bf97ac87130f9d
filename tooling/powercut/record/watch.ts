import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { Failure } from '../../bootstrap/failure.mjs';
import { parseStrace, type Syscall } from '../disk/strace-lines.ts';

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

export interface Watched {
  readonly calls: readonly Syscall[];
  readonly stdout: string;
  readonly complaints: string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: number | string;
}

export interface ToWatch {
  readonly script: string;
  readonly args: readonly string[];
  /** Where the trace may lie for a moment. */
  readonly trace: string;
  /** As strace takes it: `fsync:error=EIO:when=3`. */
  readonly inject?: string | undefined;
}

/** Runs a script of ours under strace. @throws StraceMissing where there is none or it may not watch */
export async function watch({ script, args, trace, inject }: ToWatch): Promise<Watched> {
  const child = spawn('strace', [
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
    ...(inject === undefined ? [] : ['-e', `inject=${inject}`]),
    ...['-o', trace, process.execPath, '--disable-warning=ExperimentalWarning', script, ...args],
  ]);
  let stdout = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const kill = () => child.kill();
  process.once('exit', kill);
  try {
    const ended = await new Promise<number | string>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ENOENT' ? new StraceMissing() : error),
      );
      child.once('close', (code, signal) => resolve(signal ?? code ?? 1));
    });
    if (ended !== 0 && /ptrace/i.test(complaints)) throw new StraceMissing();
    return { calls: parseStrace(readFileSync(trace, 'latin1')), stdout, complaints, ended };
  } finally {
    process.off('exit', kill);
    rmSync(trace, { force: true });
  }
}

export class StraceMissing extends Failure {
  constructor() {
    super(
      'strace is missing here, or may not watch: no call can be made to fail (on Debian: apt-get install strace).',
    );
  }
}
