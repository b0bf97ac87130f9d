import { setTimeout as sleep } from 'node:timers/promises';
import {
  INITIAL_PUSH,
  type PushEffect,
  type PushEvent,
  type PushFailure,
  stepPush,
} from '@jowi/sync/push.machine';
import { readRetryAfterMs } from '@jowi/till/sync/retry-after';
import type { BenchTill } from './bench-till.ts';

export interface Drained {
  /** From the moment all tills may come back. */
  readonly doneAfterMs: number;
  readonly pushes: number;
  /** Answered 503 or 429. */
  readonly busy: number;
  /** Not answered at all. */
  readonly cut: number;
  /** The last time: the code of the network's error, or the name of the time-out. */
  readonly why: string;
}

type Counts = { -readonly [K in Exclude<keyof Drained, 'doneAfterMs'>]: Drained[K] };

/** So long a till waits for an answer (its own client's bound). */
const TIMEOUT_MS = 20_000;

/** A light till around the real push machine: the machine decides when to send, real HTTP carries it. */
export class HerdTill {
  readonly till: BenchTill;
  readonly #url: string;
  readonly #random: () => number;
  #state = INITIAL_PUSH;
  #pending: PushEffect[] = [];

  constructor(till: BenchTill, url: string, random: () => number) {
    this.till = till;
    this.#url = url;
    this.#random = random;
  }

  /** The machine lives through so long without a server, in no time: it fails, waits, fails again. */
  sufferOutage(outageMs: number): void {
    let nowMs = 0;
    this.#take({ type: 'wake' });
    while (nowMs < outageMs) {
      const effect = this.#pending.shift();
      if (effect?.type === 'send') this.#take({ type: 'failed', failure: { kind: 'unreachable' } });
      else if (effect?.type === 'wait') {
        nowMs += effect.delayMs;
        if (nowMs < outageMs) this.#take({ type: 'due' });
      }
    }
  }

  /** Comes back after `delayMs`: the poke stream has opened. Ends when everything is acknowledged. */
  async drain(delayMs: number): Promise<Drained> {
    const startedMs = performance.now();
    const counts: Counts = { pushes: 0, busy: 0, cut: 0, why: '' };
    await sleep(delayMs);
    this.#take({ type: 'server-seen' });
    while (this.#state.phase !== 'idle') {
      const effect = this.#pending.shift();
      if (!effect) throw new Error(`The machine stands still: ${JSON.stringify(this.#state)}`);
      if (effect.type === 'send') this.#take(await this.#send(counts));
      else if (effect.type === 'wait') {
        await sleep(effect.delayMs);
        this.#take({ type: 'due' });
      } else if (effect.type !== 'record') throw new Error(`The server refused: ${JSON.stringify(effect)}`);
    }
    return { ...counts, doneAfterMs: performance.now() - startedMs };
  }

  #take(event: PushEvent): void {
    const { state, effects } = stepPush(this.#state, event, this.#random);
    this.#state = state;
    // A new decision takes the place of a wait that is still running, as in the till.
    this.#pending = [...this.#pending.filter(({ type }) => type !== 'wait'), ...effects];
  }

  async #send(counts: Counts): Promise<PushEvent> {
    if (this.till.waiting === 0) return { type: 'drained' };
    counts.pushes++;
    this.till.forgetUnanswered();
    const headers = { authorization: this.till.bearer(), 'content-type': 'application/json' };
    const body = new Uint8Array(this.till.nextPush(1));
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const answer = await fetch(`${this.#url}/v1/sync/push`, { method: 'POST', headers, body, signal });
      const text = await answer.text();
      if (answer.ok) {
        this.till.acknowledge(text);
        return { type: 'answered', epoch: 1, response: JSON.parse(text) };
      }
      if (answer.status !== 503 && answer.status !== 429) throw new Error(`${answer.status} ${text}`);
      counts.busy++;
      const retryAfterMs = readRetryAfterMs(answer.headers, Date.now());
      return failed({ kind: 'unreachable', ...(retryAfterMs !== undefined && { retryAfterMs }) });
    } catch (error) {
      if (!(error instanceof TypeError) && (error as Error).name !== 'TimeoutError') throw error;
      counts.cut++;
      const { name, cause } = error as Error;
      counts.why = (cause as { code?: string } | undefined)?.code ?? name;
      return failed({ kind: 'unreachable' });
    }
  }
}

const failed = (failure: PushFailure): PushEvent => ({ type: 'failed', failure });
