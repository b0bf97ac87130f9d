import { describe, expect, it } from 'vitest';
import {
  INITIAL_RECONCILE,
  type ReconcileEffect,
  type ReconcileEvent,
  type ReconcileState,
  stepReconcile,
} from './reconcile.machine.ts';

const half = () => 0.5;
const soon: ReconcileEvent = { type: 'wanted', urgency: 'soon' };
const now: ReconcileEvent = { type: 'wanted', urgency: 'now' };
const later: ReconcileEvent = { type: 'wanted', urgency: 'later' };
const due: ReconcileEvent = { type: 'due' };
const answered: ReconcileEvent = { type: 'answered' };
const failed = (failure: Extract<ReconcileEvent, { type: 'failed' }>['failure']): ReconcileEvent => ({
  type: 'failed',
  failure,
});

/** The last state and what it led to, after these. */
function after(...events: ReconcileEvent[]): { state: ReconcileState; effects: ReconcileEffect[] } {
  return events.reduce<{ state: ReconcileState; effects: ReconcileEffect[] }>(
    ({ state }, event) => stepReconcile(state, event, half),
    { state: INITIAL_RECONCILE, effects: [] },
  );
}
const asks = (...events: ReconcileEvent[]) => after(...events).effects.some(({ type }) => type === 'ask');
const waitsMs = (...events: ReconcileEvent[]) =>
  after(...events).effects.map((effect) => (effect.type === 'wait' ? effect.delayMs : null));

describe('when the server is asked what it holds', () => {
  it('after a moment of its own', () => {
    expect(waitsMs(soon)).toEqual([2_500]);
    expect(asks(soon, soon)).toBe(false);
    expect(asks(soon, due)).toBe(true);
  });

  it('at once when a shift was closed, whether it spreads, rests or was let down', () => {
    expect(asks(now)).toBe(true);
    expect(asks(soon, now)).toBe(true);
    expect(asks(soon, due, answered, now)).toBe(true);
    expect(asks(soon, due, failed({ kind: 'unreachable' }), now)).toBe(true);
  });

  it('even when nothing can be sent, but not before a minute has passed', () => {
    expect(waitsMs(later)).toEqual([60_000]);
    expect(after(later, later).effects).toEqual([]);
    expect(asks(later, due)).toBe(true);
    expect(waitsMs(later, soon)).toEqual([2_500]);
    expect(asks(later, now)).toBe(true);
    expect(after(soon, due, answered, later).state.wanted).toBe('no');
  });

  it('not again for half a minute and a bit, however much is sold', () => {
    expect(waitsMs(soon, due, answered)).toEqual([35_000]);
    expect(after(soon, due, answered, soon, soon).effects).toEqual([]);
    expect(asks(soon, due, answered, soon, due)).toBe(true);
  });

  it('not at all while nothing changes', () => {
    expect(after(soon, due, answered, due)).toEqual({ state: INITIAL_RECONCILE, effects: [] });
  });

  it('one question at a time; what came up meanwhile is asked next', () => {
    expect(after(now, now).effects).toEqual([]);
    expect(asks(now, now, answered)).toBe(true);
    expect(asks(now, soon, answered)).toBe(false);
    expect(asks(now, soon, answered, due)).toBe(true);
    expect(asks(now, now, soon, answered)).toBe(true);
  });

  it('later and later when nobody answers, never sooner than the server asked for, not even for a closed shift', () => {
    const lost = failed({ kind: 'unreachable' });
    expect(waitsMs(now, lost)).toEqual([2_500]);
    expect(waitsMs(now, lost, due, lost)).toEqual([5_000]);
    const busy = failed({ kind: 'unreachable', retryAfterMs: 60_000 });
    expect(waitsMs(now, busy)[0]).toBeGreaterThanOrEqual(60_000);
    expect(asks(now, busy, now)).toBe(false);
    expect(asks(now, busy, now, due)).toBe(true);
  });

  it('hardly ever when the server does not know the question', () => {
    const unknown = failed({ kind: 'unknown' });
    expect(waitsMs(now, unknown)).toEqual([3_600_000]);
    expect(after(now, unknown, now, soon).effects).toEqual([]);
    expect(asks(now, unknown, due)).toBe(true);
  });

  it('slowly when its answer is worth nothing', () => {
    const refused = failed({ kind: 'refused' });
    expect(waitsMs(now, refused)[0]).toBeGreaterThanOrEqual(30_000);
    expect(asks(now, refused, now)).toBe(false);
  });

  it('once more at once when only the clock was wrong', () => {
    const clock = failed({ kind: 'clock' });
    expect(asks(now, clock)).toBe(true);
    expect(asks(now, clock, clock)).toBe(false);
  });

  it('never by a till that was switched off', () => {
    expect(after(now, failed({ kind: 'revoked' }), now, due).effects).toEqual([]);
  });
});
