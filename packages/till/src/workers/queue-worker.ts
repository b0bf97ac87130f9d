import type { Problem } from '@jowi/contracts/errors';
import { type BackoffBounds, backoffDelayMs } from '@jowi/sync/backoff';
import type { TillContext } from '../till-context.ts';
import type { LightView } from '../views.ts';

/**
 * idle: nothing to do. next: go on at once. later: the device is in trouble; `passing` = it works and asks for a moment,
 * which is no trouble unless it goes on. wait: come back after so long.
 */
export type WorkOutcome =
  | { kind: 'idle' | 'next' }
  | { kind: 'later'; problem: Problem; passing?: boolean }
  | { kind: 'wait'; delayMs: number };

/** So many refusals of the passing kind in a row are business as usual. */
const PATIENT_TRIES = 5;

/**
 * Works one outbox off, one job at a time: at the start (what was left over), when kicked, and again after a back-off
 * while the device is in trouble. What a job is and how it is done is the `step`'s business.
 */
export class QueueWorker {
  readonly #till: TillContext;
  readonly #bounds: BackoffBounds;
  readonly #step: () => Promise<WorkOutcome>;
  #running = false;
  #current: Promise<void> = Promise.resolve();
  #kickedMeanwhile = false;
  #stopped = false;
  #failures = 0;
  #problem: Problem | null = null;
  #cancelTimer: () => void = () => {};

  constructor(till: TillContext, bounds: BackoffBounds, step: () => Promise<WorkOutcome>) {
    this.#till = till;
    this.#bounds = bounds;
    this.#step = step;
  }

  /** Why the queue stands still; null = it does not. */
  get problem(): Problem | null {
    return this.#problem;
  }

  light(queue: number): LightView {
    if (this.#problem) return { state: 'trouble', queue, problem: this.#problem };
    return { state: queue > 0 ? 'busy' : 'ok', queue };
  }

  kick(): void {
    if (this.#stopped) return;
    this.#kickedMeanwhile = true;
    if (!this.#running) this.#current = this.#run();
  }

  /** Starts no other job; resolves when the one under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#current;
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#cancelTimer();
    // The sale that kicked is answered first: nobody at the till waits for a paper to be composed.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (!this.#stopped) {
        this.#kickedMeanwhile = false;
        const outcome = await this.#step();
        if (outcome.kind === 'next') {
          this.#settle(null);
        } else if (outcome.kind === 'later') {
          this.#settle(outcome.problem, outcome.passing);
          this.#wake(Math.max(250, backoffDelayMs(this.#failures, this.#till.random, this.#bounds)));
          return;
        } else if (!this.#kickedMeanwhile) {
          if (outcome.kind === 'wait') this.#wake(outcome.delayMs);
          return;
        }
      }
    } catch (error) {
      // A bug or a sick disk. The queue is on disk; it is looked at again later instead of never.
      this.#till.log('error', 'a queue worker failed', { error: String(error) });
      this.#wake(this.#bounds.maxMs);
    } finally {
      this.#running = false;
    }
  }

  #settle(problem: Problem | null, passing = false): void {
    this.#failures = problem ? this.#failures + 1 : 0;
    const shown = passing && this.#failures <= PATIENT_TRIES ? null : problem;
    if (this.#problem?.code === shown?.code) return;
    this.#problem = shown;
    this.#till.events.emit('device-changed');
  }

  #wake(delayMs: number): void {
    if (this.#stopped) return;
    this.#cancelTimer();
    this.#cancelTimer = this.#till.scheduler(() => this.kick(), delayMs);
  }
}
