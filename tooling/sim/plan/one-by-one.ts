import type { Plan, PlannedStep } from './steps.ts';

/**
 * The same plan where the server does one thing at a time, as it must on a real database while the world's clock stands: no
 * transaction stays open and the server does not die. Nothing may depend on how the store words its answers either: not where one
 * is cut off, not when it calls. What is left must end the same in both stores.
 */
export function oneByOne(plan: Plan): Plan {
  const weather = { ...plan.weather, slowServer: 0, cut: 0, stale: 0 };
  return { ...plan, weather, pokes: false, steps: plan.steps.flatMap(atOnce) };
}

function atOnce(planned: PlannedStep): PlannedStep[] {
  const { step } = planned;
  if (step.kind === 'server-crash') return [];
  if (step.kind !== 'slow-price') return [planned];
  const { tenant, product, priceTiyin, commits } = step;
  return commits ? [{ ...planned, step: { kind: 'price', tenant, product, priceTiyin } }] : [];
}
