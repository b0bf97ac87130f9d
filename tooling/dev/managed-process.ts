import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessPlan {
  /** As a person calls it: "the API". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Resolves to true once the process serves. */
  readonly isReady: () => Promise<boolean>;
}

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 8_000;

/**
 * One program in a process group of its own: a Ctrl-C in the terminal does not reach it, and stopping it
 * takes along whatever it started, and nothing else.
 */
export class ManagedProcess {
  readonly plan: ProcessPlan;
  readonly #onDeath: (process: ManagedProcess, how: string) => void;
  #child: ChildProcess | null = null;
  #stopping = false;

  constructor(plan: ProcessPlan, onDeath: (process: ManagedProcess, how: string) => void = () => undefined) {
    this.plan = plan;
    this.#onDeath = onDeath;
  }

  get pid(): number | null {
    return this.isRunning ? (this.#child?.pid ?? null) : null;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it with an empty log and waits until it serves. `extraEnv` holds for this start only. */
  async start(extraEnv: NodeJS.ProcessEnv = {}): Promise<void> {
    const { command, args, cwd, env, logFile, name } = this.plan;
    mkdirSync(dirname(logFile), { recursive: true });
    writeFileSync(logFile, '');
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...extraEnv },
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    this.#stopping = false;
    // Should we end without stopping it, it must not outlive us.
    const endWithUs = () => this.#signal('SIGTERM');
    process.on('exit', endWithUs);
    let failure: string | null = null;
    child.once('error', (error) => {
      failure = error.message;
    });
    child.once('exit', (code, signal) => {
      process.off('exit', endWithUs);
      failure ??= signal ? `killed by ${signal}` : `exit code ${code}`;
      if (!this.#stopping) this.#onDeath(this, failure);
    });
    const deadlineMs = performance.now() + readyTimeoutMs;
    while (!(await this.plan.isReady().catch(() => false))) {
      if (failure !== null) throw new Error(`${name} did not start (${failure})\n${this.lastLines()}`);
      if (performance.now() > deadlineMs) {
        throw new Error(`${name} did not answer within ${readyTimeoutMs / 1000} s\n${this.lastLines()}`);
      }
      await sleep(60);
    }
  }

  /** Asks its group to end, and insists after 8 s. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.isRunning) return;
    const exited = new Promise((resolve) => this.#child?.once('exit', resolve));
    this.#signal('SIGTERM');
    const insist = setTimeout(() => this.#signal('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(insist);
  }

  /** Kills its group at once, as a power cut would. */
  async kill(): Promise<void> {
    this.#stopping = true;
    if (!this.isRunning) return;
    const exited = new Promise((resolve) => this.#child?.once('exit', resolve));
    this.#signal('SIGKILL');
    await exited;
  }

  lastLines(count = 10): string {
    if (!existsSync(this.plan.logFile)) return '';
    const lines = readFileSync(this.plan.logFile, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.map((line) => `    ${line}`).join('\n');
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
