import { describe, expect, it } from 'vitest';
import { median, percentile } from './stats.ts';

describe('percentile', () => {
  const values = [50, 10, 40, 20, 30];
  it('takes the nearest rank', () => {
    expect(percentile(values, 50)).toBe(30);
    expect(percentile(values, 99)).toBe(50);
    expect(percentile(values, 1)).toBe(10);
    expect(median([4, 1])).toBe(1);
  });
  it('is 0 of nothing and leaves its input as it was', () => {
    expect(percentile([], 99)).toBe(0);
    expect(values).toEqual([50, 10, 40, 20, 30]);
  });
});
