import { type BackoffBounds, type Random, retryDelayMs } from './backoff.ts';

/**
 * When to ask the server what it holds: soon after something changed and was sent, not more often than every half minute,
 * and at once when a shift was closed. Pure, like the push; what to ask, and whether there is anything, the host knows.
 */
export type ReconcileState = {
  /**
   * lingering: what is to be sent has not gone out yet. spreading: a moment of its own, so that tills that drained together do not ask together.
   * backing-off: the last try failed. resting: asked just now. unknown: the server is older than the question.
   */
  phase: 'idle' | 'lingering' | 'spreading' | 'asking' | 'backing-off' | 'resting' | 'unknown' | 'stopped';
  failures: number;
  /** What came up meanwhile. */
  wanted: 'no' | 'soon' | 'now';
  /** The server asked to be left alone for so long: not even a closed shift changes that. */
  isAskedToWait: boolean;
};

export type ReconcileFailure =
  | { kind: 'unreachable'; retryAfterMs?: number }
  /** The assertion's time was wrong; the host has taken over the server's time meanwhile. */
  | { kind: 'clock' }
  /** It does not know the question. */
  | { kind: 'unknown' }
  /** It will not answer this, or its answer is worth nothing. */
  | { kind: 'refused' }
  | { kind: 'revoked' };

export type ReconcileEvent =
  /**
   * There is something to ask. now: a shift was closed, and everything is sent. soon: everything is sent. later: not yet; the
   * server is told all the same if it takes long.
   */
  | { type: 'wanted'; urgency: 'now' | 'soon' | 'later' }
  /** The wait is over. */
  | { type: 'due' }
  | { type: 'answered' }
  | { type: 'failed'; failure: ReconcileFailure };

type Urgency = Extract<ReconcileEvent, { type: 'wanted' }>['urgency'];

export type ReconcileEffect =
  /** Ask, or report `answered` if there is nothing to ask any more. */
  | { type: 'ask' }
  /** Report `due` after this long; replaces the wait before. */
  | { type: 'wait'; delayMs: number };

export type ReconcileStep = { state: ReconcileState; effects: ReconcileEffect[] };

export const INITIAL_RECONCILE: ReconcileState = {
  phase: 'idle',
  failures: 0,
  wanted: 'no',
  isAskedToWait: false,
};

const SPREAD_MS = 5_000;
const LINGER_MS = 60_000;
const REST_MS = 30_000;
const REST_SPREAD_MS = 10_000;
/** An older server will be renewed one day; nobody waits for it. */
const UNKNOWN_REST_MS = 60 * 60_000;
const BACKOFF: BackoffBounds = { baseMs: 5_000, maxMs: 5 * 60_000 };

export function stepReconcile(state: ReconcileState, event: ReconcileEvent, random: Random): ReconcileStep {
  if (state.phase === 'stopped') return { state, effects: [] };
  switch (event.type) {
    case 'wanted':
      return wanted(state, event.urgency, random);
    case 'due':
      return due(state);
    case 'answered':
      return answered(state, random);
    case 'failed':
      return failed(state, event.failure, random);
  }
}

function wanted(state: ReconcileState, urgency: Urgency, random: Random): ReconcileStep {
  const { phase } = state;
  if (phase === 'unknown') return { state, effects: [] };
  if (urgency === 'now' && phase !== 'asking' && !state.isAskedToWait) return ask(state);
  if (urgency === 'later')
    return phase === 'idle' ? wait(state, 'lingering', LINGER_MS) : { state, effects: [] };
  if (phase === 'idle' || phase === 'lingering')
    return wait(state, 'spreading', Math.floor(random() * SPREAD_MS));
  const mark = urgency === 'now' || state.wanted === 'now' ? 'now' : 'soon';
  return { state: { ...state, wanted: mark }, effects: [] };
}

function due(state: ReconcileState): ReconcileStep {
  switch (state.phase) {
    case 'lingering':
    case 'spreading':
    case 'backing-off':
    case 'unknown':
      return ask(state);
    case 'resting':
      if (state.wanted !== 'no') return ask(state);
      return { state: { ...state, phase: 'idle' }, effects: [] };
    default:
      return { state, effects: [] };
  }
}

function answered(state: ReconcileState, random: Random): ReconcileStep {
  const next = { ...state, failures: 0, isAskedToWait: false };
  if (state.wanted === 'now') return ask(next);
  return wait(next, 'resting', REST_MS + Math.floor(random() * REST_SPREAD_MS));
}

function failed(state: ReconcileState, failure: ReconcileFailure, random: Random): ReconcileStep {
  const next = { ...state, failures: state.failures + 1, isAskedToWait: false };
  switch (failure.kind) {
    case 'revoked':
      return { state: { ...next, phase: 'stopped' }, effects: [] };
    case 'unknown':
      return wait({ ...next, wanted: 'no' }, 'unknown', UNKNOWN_REST_MS);
    case 'clock':
      // The first time the offset is simply put right.
      if (state.failures === 0) return ask(next);
      return wait(next, 'backing-off', retryDelayMs(next.failures, undefined, random, BACKOFF));
    case 'unreachable': {
      const { retryAfterMs } = failure;
      const delayMs = retryDelayMs(next.failures, retryAfterMs, random, BACKOFF);
      return wait({ ...next, isAskedToWait: (retryAfterMs ?? 0) > 0 }, 'backing-off', delayMs);
    }
    case 'refused':
      // What was refused once is refused again: not hurried by anything.
      return wait(
        { ...next, isAskedToWait: true },
        'backing-off',
        REST_MS + retryDelayMs(next.failures, undefined, random, BACKOFF),
      );
  }
}

function ask(state: ReconcileState): ReconcileStep {
  return {
    state: { ...state, phase: 'asking', wanted: 'no', isAskedToWait: false },
    effects: [{ type: 'ask' }],
  };
}

function wait(state: ReconcileState, phase: ReconcileState['phase'], delayMs: number): ReconcileStep {
  return { state: { ...state, phase }, effects: [{ type: 'wait', delayMs }] };
}
