import type { Problem } from '@jowi/contracts/errors';
import { PUSH_MAX_ENTRIES, type PushResponse, type PushResult } from '@jowi/contracts/sync/push';
import { type Random, retryDelayMs } from './backoff.ts';

/**
 * Sends the journal in order, a batch at a time, and never twice at once. Knows nothing of HTTP, disks or timers: the
 * host carries out the effects and feeds back what happened.
 */
export type PushState = {
  phase: 'idle' | 'sending' | 'waiting' | 'stopped';
  /** Failures in a row; any answer clears it. */
  failures: number;
  /** Something new was journaled while a batch was under way. */
  wokenMeanwhile: boolean;
  /** Shrinks when the server cannot digest a batch, so that one bad entry does not hold up the others for ever. */
  batchSize: number;
  /**
   * Where the server stood when it last rejected entries, until it stands further: the same place twice is no progress,
   * whatever else was sent in between.
   */
  rejectedAt: { epoch: number; seq: number } | null;
  /** The wait was asked for by the server itself: that it is there is no reason to end it. */
  isAskedToWait: boolean;
};

export type PushFailure =
  /** No answer, none that can be understood, or a server that has too much to do and may say for how long. */
  | { kind: 'unreachable'; retryAfterMs?: number }
  /** The assertion's time was wrong; the host has taken over the server's time meanwhile. */
  | { kind: 'clock' }
  /** The terminal was locked out in the back office. */
  | { kind: 'revoked'; problem: Problem }
  /** The server answered, but cannot take this batch (5xx, 4xx, too large). */
  | { kind: 'refused'; problem: Problem };

export type PushEvent =
  /** A new entry, or a look for whether there is any. */
  | { type: 'wake' }
  /** The wait is over. */
  | { type: 'due' }
  /** The server is known to be there (a poke stream opened): no reason to wait any longer. */
  | { type: 'server-seen' }
  /** There was nothing to send. */
  | { type: 'drained' }
  /** `epoch`: of the batch that was sent. */
  | { type: 'answered'; epoch: number; response: PushResponse }
  | { type: 'failed'; failure: PushFailure };

export type PushEffect =
  /** Read up to `limit` unacknowledged entries of the oldest epoch and send them, or report `drained`. */
  | { type: 'send'; limit: number }
  /** Report `due` after this long. */
  | { type: 'wait'; delayMs: number }
  /** Write down what became of each entry, in one transaction. */
  | { type: 'record'; epoch: number; results: readonly PushResult[]; response: PushResponse }
  /** The server lacks entries believed acknowledged: send again from here. */
  | { type: 'rewind'; epoch: number; afterSeq: number }
  /** This chain has split from the one the server holds: ask for a new epoch before the next sale is sent. */
  | { type: 'start-epoch'; forkedEpoch: number }
  | { type: 'notice'; problem: Problem };

export type PushStep = { state: PushState; effects: PushEffect[] };

export const INITIAL_PUSH: PushState = {
  phase: 'idle',
  failures: 0,
  wokenMeanwhile: false,
  batchSize: PUSH_MAX_ENTRIES,
  rejectedAt: null,
  isAskedToWait: false,
};

const FORKED: readonly string[] = ['sync/fork', 'sync/chain-broken'];

export function stepPush(state: PushState, event: PushEvent, random: Random): PushStep {
  // Revoked: sales go on and stay in the journal, but nothing is sent until the till is paired anew.
  if (state.phase === 'stopped') return { state, effects: [] };
  switch (event.type) {
    case 'wake':
      if (state.phase === 'idle') return send(state);
      return { state: { ...state, wokenMeanwhile: true }, effects: [] };
    case 'due':
      return state.phase === 'waiting' ? send(state) : { state, effects: [] };
    case 'server-seen':
      if (state.phase === 'sending') return { state: { ...state, wokenMeanwhile: true }, effects: [] };
      if (state.phase === 'waiting' && state.isAskedToWait) return { state, effects: [] };
      return send({ ...state, failures: 0 });
    case 'drained':
      if (state.wokenMeanwhile) return send(state);
      return { state: { ...state, phase: 'idle', failures: 0 }, effects: [] };
    case 'answered':
      return answered(state, event, random);
    case 'failed':
      return failed(state, event.failure, random);
  }
}

function send(state: PushState, effects: PushEffect[] = []): PushStep {
  return {
    state: { ...state, phase: 'sending', wokenMeanwhile: false },
    effects: [...effects, { type: 'send', limit: state.batchSize }],
  };
}

type Answered = Extract<PushEvent, { type: 'answered' }>;

function answered(state: PushState, { epoch, response }: Answered, random: Random): PushStep {
  const { results, head } = response;
  const effects: PushEffect[] = [{ type: 'record', epoch, results, response }];
  if (results.some((result) => FORKED.includes(result.problem?.code ?? ''))) {
    effects.push({ type: 'start-epoch', forkedEpoch: epoch });
  }
  const next = { ...state, failures: 0, batchSize: PUSH_MAX_ENTRIES };
  const { rejectedAt } = state;
  if (!results.some((result) => result.status === 'rejected')) {
    const isBehindUs = rejectedAt?.epoch === epoch && head.seq > rejectedAt.seq;
    return send(
      rejectedAt && !isBehindUs ? { ...next, failures: state.failures } : { ...next, rejectedAt: null },
      effects,
    );
  }
  effects.push({ type: 'rewind', epoch, afterSeq: head.seq });
  if (rejectedAt?.epoch !== epoch || rejectedAt.seq !== head.seq)
    return send({ ...next, rejectedAt: { epoch, seq: head.seq } }, effects);
  // Sent from where the server asked and rejected again: it will not get better by hurrying.
  const waiting = wait({ ...next, failures: state.failures + 1 }, random);
  return { state: waiting.state, effects: [...effects, ...waiting.effects] };
}

function failed(state: PushState, failure: PushFailure, random: Random): PushStep {
  switch (failure.kind) {
    case 'clock':
      // The first time the offset is simply put right; a server that keeps saying so gets the back-off.
      return state.failures === 0 ? send({ ...state, failures: 1 }) : wait(bumped(state), random);
    case 'revoked':
      return {
        state: { ...state, phase: 'stopped' },
        effects: [{ type: 'notice', problem: failure.problem }],
      };
    case 'refused': {
      const batchSize = Math.max(1, Math.floor(state.batchSize / 2));
      const step = wait({ ...bumped(state), batchSize }, random);
      return { state: step.state, effects: [{ type: 'notice', problem: failure.problem }, ...step.effects] };
    }
    case 'unreachable':
      return wait(bumped(state), random, failure.retryAfterMs);
  }
}

function bumped(state: PushState): PushState {
  return { ...state, failures: state.failures + 1 };
}

function wait(state: PushState, random: Random, askedMs?: number): PushStep {
  const delayMs = retryDelayMs(state.failures, askedMs, random);
  const isAskedToWait = askedMs !== undefined;
  return { state: { ...state, phase: 'waiting', isAskedToWait }, effects: [{ type: 'wait', delayMs }] };
}
