import { describe, expect, it } from 'vitest';
import { INITIAL_PULL, PULL_EVERY_MS, type PullEvent, stepPull } from './pull.machine.ts';

function run(events: PullEvent[]) {
  let state = INITIAL_PULL;
  const effects = events.map((event) => {
    const step = stepPull(state, event, () => 0.5);
    state = step.state;
    return step.effects;
  });
  return { state, effects, last: effects.at(-1)! };
}

const unreachable: PullEvent = { type: 'failed', failure: { kind: 'unreachable' } };

describe('stepPull', () => {
  it('pulls page after page, then rests', () => {
    const { effects, state } = run([
      { type: 'poke' },
      { type: 'answered', hasMore: true },
      { type: 'answered', hasMore: false },
    ]);
    expect(effects).toEqual([
      [{ type: 'pull' }],
      [{ type: 'pull' }],
      [{ type: 'wait', delayMs: PULL_EVERY_MS }],
    ]);
    expect(state.phase).toBe('idle');
  });

  it('a poke during a pull is not lost: what it announced may have come after the read', () => {
    const { effects } = run([{ type: 'poke' }, { type: 'poke' }, { type: 'answered', hasMore: false }]);
    expect(effects).toEqual([[{ type: 'pull' }], [], [{ type: 'pull' }]]);
  });

  it('backs off while the server is away; a poke ends the wait', () => {
    const { effects } = run([{ type: 'poke' }, unreachable, { type: 'due' }, unreachable, { type: 'poke' }]);
    expect(effects).toEqual([
      [{ type: 'pull' }],
      [{ type: 'wait', delayMs: 250 }],
      [{ type: 'pull' }],
      [{ type: 'wait', delayMs: 500 }],
      [{ type: 'pull' }],
    ]);
  });

  it('does not let a poke break the wait that a busy server asked for', () => {
    const busy: PullEvent = { type: 'failed', failure: { kind: 'unreachable', retryAfterMs: 10_000 } };
    const { effects } = run([
      { type: 'poke' },
      busy,
      { type: 'poke' },
      { type: 'due' },
      unreachable,
      { type: 'poke' },
    ]);
    expect(effects.slice(1)).toEqual([
      [{ type: 'wait', delayMs: 12_500 }],
      [],
      [{ type: 'pull' }],
      [{ type: 'wait', delayMs: 500 }],
      [{ type: 'pull' }],
    ]);
  });

  it('corrects the clock at once, says what was refused, stops when revoked', () => {
    const clock: PullEvent = { type: 'failed', failure: { kind: 'clock' } };
    expect(run([{ type: 'poke' }, clock]).last).toEqual([{ type: 'pull' }]);
    expect(run([{ type: 'poke' }, clock, clock]).last[0]?.type).toBe('wait');
    const problem = { code: 'sync/wire-too-old' } as const;
    const refused = run([{ type: 'poke' }, { type: 'failed', failure: { kind: 'refused', problem } }]);
    expect(refused.last.map((e) => e.type)).toEqual(['notice', 'wait']);
    const revoked: PullEvent = { type: 'failed', failure: { kind: 'revoked', problem } };
    expect(run([{ type: 'poke' }, revoked, { type: 'poke' }, { type: 'due' }]).last).toEqual([]);
  });
});
