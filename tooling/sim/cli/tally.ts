import type { Answer } from './job.ts';

export type Failure = { readonly seed: string; readonly invariant: string; readonly message: string };

/** What a run adds up to. */
export class Tally {
  seeds = 0;
  sales = 0;
  crashes = 0;
  serverCrashes = 0;
  events = 0;
  twice = 0;
  readonly faults = new Map<string, number>();
  readonly failures: Failure[] = [];
  readonly hashes: string[] = [];
  /** Of the heap, after the first fifty seeds and at the most since. */
  firstHeapMb = 0;
  mostHeapMb = 0;

  add(answer: Answer, twice: boolean): void {
    this.seeds += 1;
    this.sales += answer.sales;
    this.crashes += answer.crashes;
    this.serverCrashes += answer.serverCrashes;
    this.events += answer.events;
    if (twice) this.twice += 1;
    for (const [fault, times] of Object.entries(answer.faults)) {
      this.faults.set(fault, (this.faults.get(fault) ?? 0) + times);
    }
    if (this.hashes.length < 3) this.hashes.push(`${answer.seed}: ${answer.traceHash}`);
    if (answer.broken) this.failures.push({ seed: answer.seed, ...answer.broken });
    if (this.seeds <= 100) this.firstHeapMb = Math.max(this.firstHeapMb, answer.heapMb);
    else this.mostHeapMb = Math.max(this.mostHeapMb, answer.heapMb);
  }
}
