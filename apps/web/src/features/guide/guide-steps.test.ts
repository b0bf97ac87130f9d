import type { Guide } from '@jowi/contracts/http/guide';
import { describe, expect, it } from 'vitest';
import { guideView, isFinished, progressOf } from './guide-steps.ts';

const guide = (done: Partial<Guide['done']>, changes: Partial<Guide> = {}): Guide => ({
  done: { goods: false, delivery: false, pin: false, till: false, sale: false, ...done },
  hidden: false,
  firstSaleAtMs: done.sale ? 1_000 : null,
  demo: { products: 0, deliveries: 0, soldProducts: 0, adoptedProducts: 0 },
  ...changes,
});
const sold = { goods: true, pin: true, till: true, sale: true };

describe('the guide', () => {
  it('counts a delivery only once it is there', () => {
    expect(progressOf(guide({}))).toEqual({ done: 0, total: 4 });
    expect(progressOf(guide({ delivery: true }))).toEqual({ done: 1, total: 5 });
    expect(isFinished(guide(sold))).toBe(true);
  });

  it('shows the way, then the day of the first sale, then nothing', () => {
    expect(guideView(guide({ goods: true }), 0)).toBe('steps');
    expect(guideView(guide(sold), 2_000)).toBe('finished');
    expect(guideView(guide(sold), 90_000_000)).toBeNull();
    expect(guideView(guide({ goods: true }, { hidden: true }), 0)).toBeNull();
  });
});
