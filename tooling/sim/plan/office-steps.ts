import type { Rng } from '../world/rng.ts';
import { PRODUCTS } from './goods.ts';
import type { Step } from './steps.ts';

type Maker = (rng: Rng, tenant: number, serial: number) => Step;

const price = (rng: Rng) => rng.int(1, 900) * 100 + rng.pick([0, 1, 33, 99]);
const product = (rng: Rng) => rng.int(0, PRODUCTS - 1);

/** What the two back offices do, and how often in seven minutes. */
const KINDS: readonly (readonly [perSevenMinutes: number, make: Maker])[] = [
  [8, (rng, tenant) => ({ kind: 'price', tenant, product: product(rng), priceTiyin: price(rng) })],
  [
    8,
    (rng, tenant) => ({
      ...{ kind: 'slow-price', tenant, product: product(rng), priceTiyin: price(rng) },
      ...{ openMs: rng.int(500, 20_000), commits: rng.chance(0.8) },
    }),
  ],
  [
    6,
    (rng, tenant) => ({
      ...{ kind: 'delivery', tenant, product: product(rng) },
      ...{ qtyMilli: rng.int(1, 20_000), costTiyin: rng.int(1, 2_000_001) },
    }),
  ],
  [1, (rng, tenant) => ({ kind: 'archive', tenant, product: product(rng) })],
  [1, (_, tenant, serial) => ({ kind: 'new-product', tenant, number: serial })],
  [1, (rng, tenant) => ({ kind: 'suspend', tenant, cashier: rng.int(0, 1) })],
];

export function makeOfficeSteps(rng: Rng, minutes: number): Step[] {
  const steps: Step[] = [];
  for (const tenant of [0, 1]) {
    for (const [perSevenMinutes, make] of KINDS) {
      const mean = (perSevenMinutes * minutes) / 7;
      const times = Math.floor(mean) + (rng.chance(mean % 1) ? 1 : 0);
      for (let i = 0; i < times; i++) steps.push(make(rng, tenant, steps.length));
    }
  }
  return steps;
}
