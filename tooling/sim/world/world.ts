import { EventHeap, type SimEvent } from './event-heap.ts';
import { Rng } from './rng.ts';
import { Trace } from './trace.ts';

/** Monday, 23 November 2026, 09:00 in Tashkent. */
export const START_MS = Date.UTC(2026, 10, 23, 4);
/** More than this in one run is a machine going in circles. */
const MAX_EVENTS = 400_000;

const realImmediate = globalThis.setImmediate;

/**
 * Virtual time. One event runs at a time, then everything that follows from it without waiting, then the next: nothing
 * depends on how fast the real machine is.
 */
export class World {
  readonly rng: Rng;
  readonly trace: Trace;
  readonly #heap = new EventHeap();
  readonly #immediates: (() => void)[] = [];
  #nowMs = 0;
  #sleptMs = 0;
  #order = 0;
  #events = 0;
  /** Work on the real machine (a real database) that an event waits for; the clock stands meanwhile. */
  #outside = 0;

  constructor(seed: string, keepTrace = false) {
    this.rng = new Rng(seed);
    this.trace = new Trace(keepTrace);
  }

  /** Running time since the start: stands still while everybody sleeps. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The true time of day. */
  get timeMs(): number {
    return START_MS + this.#nowMs + this.#sleptMs;
  }

  get events(): number {
    return this.#events;
  }

  /** Nights and holidays: the calendar moves on, no machine runs. */
  sleep(ms: number): void {
    this.#sleptMs += ms;
  }

  after(delayMs: number, run: () => void): () => void {
    const event: SimEvent = {
      atMs: this.#nowMs + Math.max(0, Math.ceil(delayMs)),
      order: this.#order++,
      run,
    };
    this.#heap.push(event);
    return () => {
      event.run = null;
    };
  }

  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, resolve));
  }

  /** Holds the clock until `work` on the real machine is done. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      return await work;
    } finally {
      this.#outside -= 1;
    }
  }

  note(text: string): void {
    this.trace.add(this.#nowMs, text);
  }

  /** Runs until `untilMs`, or until `isOver` says so. */
  async run(untilMs: number, isOver: () => boolean = () => false): Promise<void> {
    const replaced = globalThis.setImmediate;
    globalThis.setImmediate = this.#immediate as typeof globalThis.setImmediate;
    try {
      await this.#quiet();
      while (!isOver()) {
        const event = this.#heap.peek();
        if (!event || event.atMs > untilMs) break;
        this.#heap.pop();
        if (!event.run) continue;
        this.#nowMs = event.atMs;
        if (++this.#events > MAX_EVENTS)
          throw new Error(`more than ${MAX_EVENTS} events: something goes in circles`);
        event.run();
        await this.#quiet();
      }
      if (!isOver()) this.#nowMs = Math.max(this.#nowMs, untilMs);
    } finally {
      globalThis.setImmediate = replaced;
    }
  }

  /** Everything that follows without waiting for time. */
  async #quiet(): Promise<void> {
    do {
      await turn();
      while (this.#immediates.length > 0) {
        this.#immediates.shift()!();
        await turn();
      }
    } while (this.#outside > 0);
  }

  readonly #immediate = (callback: () => void): void => {
    this.#immediates.push(callback);
  };
}

/** One turn of the real event loop: every microtask there is runs before it comes back. */
function turn(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}
