import { describe, expect, it } from 'vitest';
import { type Step, shownStep } from './shown-step.ts';

describe('shownStep', () => {
  it.each([
    [null, 'phone', 'phone'],
    [null, 'business', 'business'],
    ['phone', 'business', 'phone'],
    ['phone', 'done', 'phone'],
    ['code', 'phone', 'phone'],
    ['code', 'business', 'business'],
    ['business', 'code', 'code'],
    ['nonsense', 'code', 'code'],
  ] as [string | null, Step, Step][])('%s while at %s', (wanted, standing, shown) =>
    expect(shownStep(wanted, standing)).toBe(shown),
  );
});
