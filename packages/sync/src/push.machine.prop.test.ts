import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INITIAL_PUSH, type PushEvent, stepPush } from './push.machine.ts';

const problem = { code: 'common/internal' } as const;
const head = (seq: number) => ({ epoch: 1, seq, hash: GENESIS_HASH });
const status = fc.constantFrom('accepted', 'quarantined', 'rejected');

/** What may happen while a batch is under way; anything else may happen at any time. */
const outcome: fc.Arbitrary<PushEvent> = fc.oneof(
  fc.constant<PushEvent>({ type: 'drained' }),
  fc.record({ status, seq: fc.integer({ min: 1, max: 9 }) }).map(
    (result): PushEvent => ({
      type: 'answered',
      epoch: 1,
      response: { results: [result], head: head(result.seq), serverTimeMs: 0 },
    }),
  ),
  fc.constantFrom<PushEvent>(
    { type: 'failed', failure: { kind: 'unreachable' } },
    { type: 'failed', failure: { kind: 'unreachable', retryAfterMs: 3_000 } },
    { type: 'failed', failure: { kind: 'clock' } },
    { type: 'failed', failure: { kind: 'refused', problem } },
  ),
);
const nudge = fc.constantFrom<PushEvent>({ type: 'wake' }, { type: 'due' }, { type: 'server-seen' });

it('whatever happens: one batch at a time, never asleep without a reason to wake', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(nudge), outcome)),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (story, draws) => {
        let state = INITIAL_PUSH;
        let underWay = 0;
        let timers = 0;
        const random = () => draws.next().value as number;
        const take = (event: PushEvent) => {
          if (event.type === 'due') timers = 0;
          const step = stepPush(state, event, random);
          state = step.state;
          for (const effect of step.effects) {
            if (effect.type === 'send') {
              underWay += 1;
              timers = 0;
              expect(effect.limit).toBeGreaterThan(0);
            }
            if (effect.type === 'wait') timers = 1;
          }
          expect(underWay).toBeLessThanOrEqual(1);
          if (state.phase === 'sending') expect(underWay).toBe(1);
          if (state.phase === 'waiting') expect(timers).toBe(1);
        };
        for (const [nudges, result] of story) {
          for (const event of nudges) if (event.type !== 'due' || timers === 1) take(event);
          if (underWay === 0) continue;
          underWay = 0;
          take(result);
        }
      },
    ),
  );
});
