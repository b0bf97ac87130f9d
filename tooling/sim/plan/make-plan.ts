import { CALM, makeWeather } from '../net/weather.ts';
import { Rng } from '../world/rng.ts';
import { PRODUCTS } from './goods.ts';
import { makeMisfortune } from './misfortune.ts';
import { makeOfficeSteps } from './office-steps.ts';
import type { Item, Plan, PlannedStep, Step } from './steps.ts';

const YEAR_MS = 365 * 86_400_000;

export type PlanOptions = {
  /** Null = as the seed says. */
  readonly tills: number | null;
  /** Virtual hours of trading; null = a few minutes. */
  readonly hours: number | null;
  /** No misfortune at all. */
  readonly calm?: boolean;
};

export function makePlan(seed: string, { tills: asked, hours, calm = false }: PlanOptions): Plan {
  const rng = new Rng(`plan/${seed}`);
  const count = asked ?? (rng.chance(0.03) ? rng.int(4, 8) : rng.pick([1, 1, 1, 2, 2, 2, 3]));
  const faultsMs = hours === null ? rng.int(20, 90) * 1_000 : hours * 3_600_000;
  const tills = Array.from({ length: count }, (_, i) => ({
    tenant: i === 0 ? 0 : rng.int(0, 1),
    old: !calm && rng.chance(0.1),
    clockErrorMs: !calm && rng.chance(0.2) ? rng.int(-10, 10) * YEAR_MS : rng.int(-4_000, 4_000),
  }));
  const minutes = faultsMs / 60_000;
  const steps = [
    ...tills.flatMap((_, till) => cashierSteps(rng.fork(`cashier ${till}`), till, faultsMs, count)),
    ...makeOfficeSteps(rng.fork('office'), minutes),
    ...(calm ? [] : makeMisfortune(rng.fork('misfortune'), count, minutes)),
  ];
  return {
    seed,
    tills,
    negativeStock: rng.pick(['allow', 'warn', 'warn', 'pin', 'block'] as const),
    pokes: true,
    weather: calm ? CALM : makeWeather(rng.fork('weather')),
    faultsMs,
    steps: inOrder(rng.fork('times'), steps, faultsMs),
  };
}

type Timed = Step & { readonly atMs?: number };

/** A step without a time of its own gets one. */
function inOrder(rng: Rng, steps: readonly Timed[], faultsMs: number): PlannedStep[] {
  return steps
    .map(({ atMs, ...step }) => ({ atMs: atMs ?? rng.int(0, faultsMs), step: step as Step }))
    .sort((a, b) => a.atMs - b.atMs)
    .map((planned, id) => ({ id, ...planned }));
}

/** One cashier's day: customers, now and then the next shift. */
function cashierSteps(rng: Rng, till: number, faultsMs: number, tills: number): Timed[] {
  const steps: Timed[] = [];
  const pauseMs = (faultsMs / 4) * Math.max(1, tills / 2);
  for (let atMs = rng.int(0, 3_000); atMs < faultsMs; atMs += rng.int(pauseMs / 4, pauseMs * 1.75)) {
    const dice = rng.float();
    if (dice < 0.07) steps.push({ kind: 'next-shift', till, atMs });
    else if (dice < 0.1) steps.push({ kind: 'reprint', till, atMs });
    else if (dice < 0.11) steps.push({ kind: 'wrong-pin', till, atMs });
    else steps.push(makeSale(rng, till, atMs));
  }
  return steps;
}

function makeSale(rng: Rng, till: number, atMs: number): Timed {
  const items = Array.from({ length: rng.pick([1, 1, 1, 2, 2, 3, 4]) }, () => makeItem(rng));
  const discount = rng.chance(0.25)
    ? { on: rng.pick(['line', 'receipt'] as const), bps: rng.pick([300, 1_000, 1_700, 3_333]) }
    : null;
  const overTiyin = rng.chance(0.5) ? 0 : rng.int(1, 500_000);
  return { kind: 'sale', till, atMs, items, discount, abandoned: rng.chance(0.05), overTiyin };
}

function makeItem(rng: Rng): Item {
  const product = rng.int(0, PRODUCTS - 1);
  // Every fourth product is sold by weight, so that figures do not divide evenly.
  const qtyMilli = product % 4 === 3 ? rng.int(1, 4_000) : 1_000 * rng.pick([1, 1, 1, 2, 3, 12]);
  return { product, how: rng.pick(['scan', 'pick']), qtyMilli };
}
