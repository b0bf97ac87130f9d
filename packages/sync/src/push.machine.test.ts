import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import type { PushResponse, PushResult } from '@jowi/contracts/sync/push';
import { describe, expect, it } from 'vitest';
import { INITIAL_PUSH, type PushEvent, type PushState, stepPush } from './push.machine.ts';

const half = () => 0.5;

function run(events: PushEvent[], from: PushState = INITIAL_PUSH) {
  let state = from;
  const effects = events.map((event) => {
    const step = stepPush(state, event, half);
    state = step.state;
    return step.effects;
  });
  return { state, effects, last: effects.at(-1)! };
}

function answer(results: PushResult[], seq = 2): PushEvent {
  const response: PushResponse = { results, head: { epoch: 1, seq, hash: GENESIS_HASH }, serverTimeMs: 0 };
  return { type: 'answered', epoch: 1, response };
}

const accepted: PushResult = { seq: 1, status: 'accepted' };
const unreachable: PushEvent = { type: 'failed', failure: { kind: 'unreachable' } };
const problem = { code: 'common/internal' } as const;

describe('stepPush', () => {
  it('sends until there is nothing left', () => {
    const { effects, state } = run([{ type: 'wake' }, answer([accepted]), { type: 'drained' }]);
    expect(effects[0]).toEqual([{ type: 'send', limit: 100 }]);
    expect(effects[1]?.map((e) => e.type)).toEqual(['record', 'send']);
    expect(state.phase).toBe('idle');
  });

  it('never has two batches under way, and does not forget what came in between', () => {
    const { effects, state } = run([
      { type: 'wake' },
      { type: 'wake' },
      { type: 'server-seen' },
      { type: 'drained' },
    ]);
    expect(effects.map((e) => e.length)).toEqual([1, 0, 0, 1]);
    expect(state).toMatchObject({ phase: 'sending', wokenMeanwhile: false });
  });

  it('waits longer and longer, and not at all once the server is seen', () => {
    const waits = run([
      { type: 'wake' },
      unreachable,
      { type: 'due' },
      unreachable,
      { type: 'due' },
      unreachable,
    ]);
    const delays = waits.effects.flat().flatMap((e) => (e.type === 'wait' ? [e.delayMs] : []));
    expect(delays).toEqual([250, 500, 1000]);
    // A new sale does not break the back-off; a poke stream that opens does.
    expect(run([{ type: 'wake' }], waits.state).last).toEqual([]);
    expect(run([{ type: 'server-seen' }], waits.state).last).toEqual([{ type: 'send', limit: 100 }]);
  });

  it('leaves a busy server alone for as long as it asked, whoever says that it is there', () => {
    const busy: PushEvent = { type: 'failed', failure: { kind: 'unreachable', retryAfterMs: 4_000 } };
    const { effects, state } = run([{ type: 'wake' }, busy, { type: 'server-seen' }, { type: 'wake' }]);
    expect(effects.slice(1)).toEqual([[{ type: 'wait', delayMs: 5_000 }], [], []]);
    expect(state.batchSize).toBe(100);
    // What it asks for once is not remembered for the next failure.
    const later = run([{ type: 'due' }, unreachable, { type: 'server-seen' }], state);
    expect(later.last).toEqual([{ type: 'send', limit: 100 }]);
  });

  it('puts a wrong clock right once without waiting', () => {
    const clock: PushEvent = { type: 'failed', failure: { kind: 'clock' } };
    const { effects } = run([{ type: 'wake' }, clock, clock]);
    expect(effects[1]).toEqual([{ type: 'send', limit: 100 }]);
    expect(effects[2]?.[0]?.type).toBe('wait');
  });

  it('makes batches smaller while the server cannot take them, and whole again after', () => {
    const refused: PushEvent = { type: 'failed', failure: { kind: 'refused', problem } };
    let state = run([{ type: 'wake' }, refused]).state;
    const limits = [];
    for (let i = 0; i < 8; i++) {
      const step = run([{ type: 'due' }, refused], state);
      limits.push(step.effects[0]?.map((e) => (e.type === 'send' ? e.limit : 0))[0]);
      state = step.state;
    }
    expect(limits).toEqual([50, 25, 12, 6, 3, 1, 1, 1]);
    expect(run([{ type: 'due' }, answer([accepted])], state).state.batchSize).toBe(100);
  });

  it('asks for a new epoch when its chain has split', () => {
    for (const code of ['sync/fork', 'sync/chain-broken']) {
      const forked: PushResult = { seq: 2, status: 'quarantined', problem: { code } };
      expect(run([{ type: 'wake' }, answer([accepted, forked])]).last).toContainEqual({
        type: 'start-epoch',
        forkedEpoch: 1,
      });
    }
    const poison: PushResult = { seq: 2, status: 'quarantined', problem: { code: 'sync/payload-invalid' } };
    expect(run([{ type: 'wake' }, answer([poison])]).last.map((e) => e.type)).toEqual(['record', 'send']);
  });

  it('goes back to where the server stands, but does not run in circles', () => {
    const rejected: PushResult = { seq: 9, status: 'rejected', problem: { code: 'sync/gap' } };
    const { effects } = run([{ type: 'wake' }, answer([rejected], 4), answer([rejected], 4)]);
    expect(effects[1]).toContainEqual({ type: 'rewind', epoch: 1, afterSeq: 4 });
    expect(effects[1]?.at(-1)?.type).toBe('send');
    expect(effects[2]?.at(-1)?.type).toBe('wait');
  });

  it('and not in larger ones either: what goes out again of other epochs in between is no progress', () => {
    const rejected: PushResult = { seq: 9, status: 'rejected', problem: { code: 'sync/gap' } };
    const ofEpoch1: PushEvent = { ...answer([accepted], 7), epoch: 1 } as PushEvent;
    const gap = { ...answer([rejected], 4), epoch: 2 } as PushEvent;
    const first = run([{ type: 'wake' }, gap, ofEpoch1, gap]);
    expect(first.last.at(-1)).toEqual({ type: 'wait', delayMs: 250 });
    // And it waits longer each time.
    const later = run([{ type: 'due' }, ofEpoch1, gap, { type: 'due' }, ofEpoch1, gap], first.state);
    expect(later.effects.flat().flatMap((e) => (e.type === 'wait' ? [e.delayMs] : []))).toEqual([500, 1000]);
    // Once the server has moved on, a later loss is made good at once again.
    const moved = { ...answer([accepted], 8), epoch: 2 } as PushEvent;
    expect(run([{ type: 'due' }, moved, gap], later.state).last.at(-1)?.type).toBe('send');
  });

  it('stops for good when revoked', () => {
    const revoked: PushEvent = {
      type: 'failed',
      failure: { kind: 'revoked', problem: { code: 'auth/terminal-revoked' } },
    };
    const { state, last } = run([{ type: 'wake' }, revoked]);
    expect(last).toEqual([{ type: 'notice', problem: { code: 'auth/terminal-revoked' } }]);
    for (const event of [{ type: 'wake' }, { type: 'due' }, { type: 'server-seen' }] as const) {
      expect(run([event], state).last).toEqual([]);
    }
  });
});
