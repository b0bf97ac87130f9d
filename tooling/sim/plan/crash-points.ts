import { CALM } from '../net/weather.ts';
import type { Plan, PlannedStep, Step } from './steps.ts';

const sale = (product: number): Step => ({
  ...{ kind: 'sale', till: 0, discount: null, abandoned: false, overTiyin: 500 },
  items: [
    { product, how: 'scan', qtyMilli: 2_000 },
    { product: 3, how: 'pick', qtyMilli: 1_250 },
  ],
});

/** Two tills, a handful of sales, a Z: everything a till does, once. */
const BASE: readonly Step[] = [
  sale(0),
  { ...sale(1), discount: { on: 'receipt', bps: 3_333 } } as Step,
  { kind: 'price', tenant: 0, product: 1, priceTiyin: 77_700 },
  { kind: 'next-shift', till: 0 },
  sale(2),
  { ...sale(1), till: 1 } as Step,
  { kind: 'reprint', till: 0 },
  sale(5),
];

/**
 * One small day, always the same, in which the first till dies at the given crash points: each again counted from the one
 * before. All of them singly, pairs at random.
 */
export function planOfCrashPoints(seed: string, crashAt: readonly number[]): Plan {
  const crashes = crashAt.map((points, i): PlannedStep => {
    const how = (points + Number(seed)) % 3 === 0 ? 'kill' : 'power';
    const step = { kind: 'crash', till: 0, how, points, offMs: 700 } as const;
    return { id: 100 + i, atMs: i === 0 ? 0 : 9_000 + i, step };
  });
  const base = BASE.map((step, id): PlannedStep => ({ id, atMs: 500 + id * 4_000, step }));
  return {
    seed,
    tills: [0, 1].map(() => ({ tenant: 0, old: false, clockErrorMs: 0 })),
    negativeStock: 'pin',
    pokes: true,
    weather: CALM,
    faultsMs: 40_000,
    steps: [...crashes, ...base].sort((a, b) => a.atMs - b.atMs),
  };
}
