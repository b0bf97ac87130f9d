import type { Problem } from '@jowi/contracts/errors';
import { type Random, retryDelayMs } from './backoff.ts';

/** Fetches what changed in the back office: on a poke at once, otherwise now and then. Pure, like the push. */
export type PullState = {
  phase: 'idle' | 'pulling' | 'waiting' | 'stopped';
  failures: number;
  pokedMeanwhile: boolean;
  /** The wait was asked for by the server itself: its poke, which costs it nothing, does not end it. */
  isAskedToWait: boolean;
};

export type PullFailure =
  /** `retryAfterMs`: so long the server wants to be left alone. */
  | { kind: 'unreachable'; retryAfterMs?: number }
  | { kind: 'clock' }
  | { kind: 'revoked'; problem: Problem }
  | { kind: 'refused'; problem: Problem };

export type PullEvent =
  | { type: 'poke' }
  | { type: 'due' }
  | { type: 'answered'; hasMore: boolean }
  | { type: 'failed'; failure: PullFailure };

export type PullEffect =
  | { type: 'pull' }
  | { type: 'wait'; delayMs: number }
  | { type: 'notice'; problem: Problem };

export type PullStep = { state: PullState; effects: PullEffect[] };

export const INITIAL_PULL: PullState = {
  phase: 'idle',
  failures: 0,
  pokedMeanwhile: false,
  isAskedToWait: false,
};

/** Without a poke: the stream may be cut by a proxy that nobody notices. Spread by half, so that tills do not march in step. */
export const PULL_EVERY_MS = 30_000;

export function stepPull(state: PullState, event: PullEvent, random: Random): PullStep {
  if (state.phase === 'stopped') return { state, effects: [] };
  switch (event.type) {
    case 'poke':
      // A poke comes from the server itself, so it is there: a wait after failures ends too.
      if (state.phase === 'pulling') return { state: { ...state, pokedMeanwhile: true }, effects: [] };
      if (state.phase === 'waiting' && state.isAskedToWait) return { state, effects: [] };
      return pull({ ...state, failures: 0 });
    case 'due':
      return state.phase === 'pulling' ? { state, effects: [] } : pull(state);
    case 'answered': {
      const calm = { ...state, failures: 0 };
      if (event.hasMore || state.pokedMeanwhile) return pull(calm);
      const delayMs = Math.floor(PULL_EVERY_MS * (0.75 + random() / 2));
      return { state: { ...calm, phase: 'idle' }, effects: [{ type: 'wait', delayMs }] };
    }
    case 'failed':
      return failed(state, event.failure, random);
  }
}

function pull(state: PullState): PullStep {
  return { state: { ...state, phase: 'pulling', pokedMeanwhile: false }, effects: [{ type: 'pull' }] };
}

function failed(state: PullState, failure: PullFailure, random: Random): PullStep {
  if (failure.kind === 'revoked') {
    return { state: { ...state, phase: 'stopped' }, effects: [{ type: 'notice', problem: failure.problem }] };
  }
  if (failure.kind === 'clock' && state.failures === 0) return pull({ ...state, failures: 1 });
  const failures = state.failures + 1;
  const askedMs = failure.kind === 'unreachable' ? failure.retryAfterMs : undefined;
  const isAskedToWait = askedMs !== undefined;
  const wait: PullEffect = { type: 'wait', delayMs: retryDelayMs(failures, askedMs, random) };
  const notice: PullEffect[] =
    failure.kind === 'refused' ? [{ type: 'notice', problem: failure.problem }] : [];
  return { state: { ...state, phase: 'waiting', failures, isAskedToWait }, effects: [...notice, wait] };
}
