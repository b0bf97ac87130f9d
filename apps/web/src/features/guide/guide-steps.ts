import { GUIDE_STEPS, type Guide, type GuideStep } from '@jowi/contracts/http/guide';

const DAY_MS = 24 * 60 * 60_000;

/** A shop can sell without it; the margin just shows later. */
const OPTIONAL: readonly GuideStep[] = ['delivery'];

export const isOptional = (step: GuideStep) => OPTIONAL.includes(step);

/** Whether everything a first sale takes was done, and the sale with it. */
export function isFinished({ done }: Guide): boolean {
  return GUIDE_STEPS.every((step) => done[step] || isOptional(step));
}

/** The steps to count: an optional one only once it was done. */
export function progressOf({ done }: Guide): { done: number; total: number } {
  const counted = GUIDE_STEPS.filter((step) => done[step] || !isOptional(step));
  return { done: counted.filter((step) => done[step]).length, total: counted.length };
}

/** `steps`: the way there; `finished`: the day of the first sale; null: nothing to show, or put away. */
export function guideView(guide: Guide, nowMs: number): 'steps' | 'finished' | null {
  if (guide.hidden) return null;
  if (!isFinished(guide)) return 'steps';
  return guide.firstSaleAtMs !== null && nowMs - guide.firstSaleAtMs < DAY_MS ? 'finished' : null;
}
