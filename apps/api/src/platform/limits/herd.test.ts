import { INITIAL_PUSH, type PushEvent, type PushState, stepPush } from '@jowi/sync/push.machine';
import { createRng } from '@jowi/testkit/rng';
import { describe, expect, it } from 'vitest';
import { FairGate } from './fair-gate.ts';
import { ServedRate } from './served-rate.ts';

const LIMITS = { atOnce: 8, atOnceInCompany: 2, waiting: 256, patienceMs: 10_000 };
/** Eight at once, a quarter of a second each: 32 batches of a hundred sales a second. */
const WORK_MS = 250;
const BATCH_COST = 100;

/** Time that jumps from one event to the next. */
class VirtualTime {
  nowMs = 0;
  #order = 0;
  readonly #due: { atMs: number; order: number; run: () => void }[] = [];

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const event = { atMs: this.nowMs + delayMs, order: this.#order++, run };
    this.#due.push(event);
    return () => {
      event.run = () => undefined;
    };
  };

  runAll(): void {
    for (;;) {
      this.#due.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      const next = this.#due.shift();
      if (!next) return;
      this.nowMs = next.atMs;
      next.run();
    }
  }
}

/** The gate before work that takes its time, and tills whose machines decide when they ask. */
class Herd {
  readonly time = new VirtualTime();
  readonly #rng = createRng(500);
  readonly #rate = new ServedRate(() => this.#rng.float());
  readonly #gate = new FairGate(LIMITS, { nowMs: () => this.time.nowMs, after: this.time.after });
  /** When each till was done, and how often it asked. */
  readonly doneAtMs: number[] = [];
  asked = 0;
  posted = 0;

  /** One batch to send, a minute of failures behind it, back at `atMs`. */
  addTill(tenant: string, atMs: number): void {
    let state: PushState = { ...INITIAL_PUSH, phase: 'waiting', failures: 8 };
    let isSent = false;
    let cancelWait = () => {};
    const take = (event: PushEvent) => {
      const step = stepPush(state, event, () => this.#rng.float());
      state = step.state;
      for (const effect of step.effects) {
        cancelWait();
        if (effect.type === 'wait') cancelWait = this.time.after(effect.delayMs, () => take({ type: 'due' }));
        if (effect.type !== 'send') continue;
        if (isSent) {
          this.doneAtMs.push(this.time.nowMs);
          take({ type: 'drained' });
          continue;
        }
        this.ask(tenant, BATCH_COST, (retryAfterMs) => {
          isSent = retryAfterMs === null;
          take(
            retryAfterMs === null
              ? { type: 'answered', epoch: 1, response: ANSWER }
              : { type: 'failed', failure: { kind: 'unreachable', retryAfterMs } },
          );
        });
      }
    };
    this.time.after(atMs, () => take({ type: 'server-seen' }));
  }

  ask(tenant: string, cost: number, answer: (retryAfterMs: number | null) => void): void {
    this.asked++;
    let leave = () => {};
    const place = this.#gate.enter(tenant, cost, (isIn) => {
      if (!isIn) {
        answer(this.#rate.comeBackInSeconds(this.time.nowMs) * 1_000);
        return;
      }
      this.time.after(WORK_MS, () => {
        this.posted++;
        this.#rate.count(this.time.nowMs);
        leave();
        answer(null);
      });
    });
    leave = () => place.leave();
  }

  get counts() {
    return this.#gate.counts;
  }
}

const ANSWER = { results: [], head: { epoch: 1, seq: 100, hash: '0'.repeat(64) }, serverTimeMs: 0 };
const IDEAL_MS = (500 / LIMITS.atOnce) * WORK_MS;

describe('five hundred tills that come back within a second', () => {
  it.each([1, 10, 500])('of %i businesses are drained in little more time than the work takes', (tenants) => {
    const herd = new Herd();
    for (let till = 0; till < 500; till++) herd.addTill(`tenant ${till % tenants}`, till * 2);
    herd.time.runAll();
    expect(herd.posted).toBe(500);
    expect(herd.doneAtMs.length).toBe(500);
    expect(Math.max(...herd.doneAtMs)).toBeLessThan(1.2 * IDEAL_MS);
    // Politely: not many more requests than tills.
    expect(herd.asked).toBeLessThan(500 * 2);
    expect(herd.counts).toMatchObject({ inside: 0, waiting: 0 });
  });

  it('do not keep a sale of another business waiting', () => {
    const herd = new Herd();
    for (let till = 0; till < 500; till++) herd.addTill(`tenant ${till % 10}`, till * 2);
    const tookMs: number[] = [];
    for (let sale = 0; sale < 50; sale++) {
      herd.time.after(sale * 200, () => {
        const sinceMs = herd.time.nowMs;
        herd.ask('quiet', 1, (refused) => {
          expect(refused).toBeNull();
          tookMs.push(herd.time.nowMs - sinceMs);
        });
      });
    }
    herd.time.runAll();
    expect(tookMs.length).toBe(50);
    // Its own work, the end of what is under way, and one turn of those who were there before.
    expect(Math.max(...tookMs)).toBeLessThanOrEqual(3 * WORK_MS);
  });
});
