import type { Rng } from '../world/rng.ts';
import type { PoisonKind, Step } from './steps.ts';

const YEAR_MS = 365 * 86_400_000;
const POISONS: readonly PoisonKind[] = [
  'payload',
  'kind-of-tomorrow',
  'product',
  'receipt-id-reused',
  'hash',
  'signature',
  'mark-without-receipt',
];

type Maker = (rng: Rng, till: number) => Step;

/** What may go wrong, and how often in five minutes of trading at one till. */
const KINDS: readonly (readonly [perFiveMinutes: number, make: Maker])[] = [
  [
    6,
    (rng, till) => ({
      ...{ kind: 'crash', till, how: rng.pick(['kill', 'power', 'power']) },
      ...{ points: rng.int(1, 25), offMs: rng.int(200, 20_000) },
    }),
  ],
  [3, (rng, till) => ({ kind: 'unplug', till, forMs: rng.int(1_000, 90_000) })],
  [
    1.2,
    (rng, till) => ({
      ...{ kind: 'disk', till, fault: rng.pick(['full', 'io']) },
      ...{ writes: rng.int(0, 30), failures: rng.int(1, 4) },
    }),
  ],
  [1.2, (rng, till) => ({ kind: 'clock', till, errorMs: clockError(rng) })],
  [1.2, (rng, till) => ({ kind: 'poison', till, how: rng.pick(POISONS) })],
  [0.6, (_, till) => ({ kind: 'fiscal-reject', till })],
  [0.6, (_, till) => ({ kind: 'second-process', till })],
  [0.8, (_, till) => ({ kind: 'backup', till })],
  [0.6, (_, till) => ({ kind: 'restore', till })],
  [0.4, (_, till) => ({ kind: 'clone', till })],
  [0.3, (_, till) => ({ kind: 'revoke', till })],
];

export function makeMisfortune(rng: Rng, tills: number, minutes: number): Step[] {
  const steps: Step[] = [];
  for (let till = 0; till < tills; till++) {
    for (const [perFiveMinutes, make] of KINDS) {
      for (let left = times(rng, (perFiveMinutes * minutes) / 5); left > 0; left--)
        steps.push(make(rng, till));
    }
  }
  for (let left = times(rng, minutes * 0.8); left > 0; left--) {
    steps.push({ kind: 'server-crash', steps: rng.int(1, 12) });
  }
  if (rng.chance(0.15)) steps.push({ kind: 'nights', days: rng.pick([0.5, 1, 3, 11, 30]) });
  return steps;
}

/** A whole number with this mean. */
function times(rng: Rng, mean: number): number {
  const whole = Math.floor(mean);
  return whole + (rng.chance(mean - whole) ? 1 : 0);
}

function clockError(rng: Rng): number {
  return rng.pick([rng.int(-10, 10) * YEAR_MS, -rng.int(1, 600) * 1_000, rng.int(1, 48) * 3_600_000]);
}
