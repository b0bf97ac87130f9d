/** A clock that moves only when told, also backwards, as the clocks of real tills do. */
export class FakeClock {
  #nowMs: number;
  #timers: { id: number; dueMs: number; run: () => void }[] = [];
  #lastTimerId = 0;

  /** Starts at a working morning in Tashkent unless told otherwise. */
  constructor(startMs = Date.UTC(2026, 10, 20, 4, 0, 0)) {
    this.#nowMs = startMs;
  }

  /** Milliseconds since the epoch. An arrow, so that it can be handed over as `now`. */
  readonly now = (): number => this.#nowMs;

  /** Moves time on and runs what falls due, in order of its due time. */
  advance(byMs: number): void {
    const targetMs = this.#nowMs + byMs;
    for (;;) {
      const due = this.#timers
        .filter((timer) => timer.dueMs <= targetMs)
        .sort((x, y) => x.dueMs - y.dueMs || x.id - y.id)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#nowMs = Math.max(this.#nowMs, due.dueMs);
      due.run();
    }
    this.#nowMs = targetMs;
  }

  /** Sets the wall clock without running anything: what a wrong BIOS battery does. */
  jumpTo(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  /** Runs `callback` once `delayMs` have been advanced; returns the cancel. */
  schedule(callback: () => void, delayMs: number): () => void {
    const timer = { id: ++this.#lastTimerId, dueMs: this.#nowMs + delayMs, run: callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How many callbacks still wait. */
  get pendingCount(): number {
    return this.#timers.length;
  }
}
