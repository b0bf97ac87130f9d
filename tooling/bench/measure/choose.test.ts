import { describe, expect, it } from 'vitest';
import { chooseBars } from './choose.ts';

describe('chooseBars', () => {
  const bars = [
    { bar: 'P4', group: 'till' },
    { bar: 'S1', group: 'sync' },
    { bar: 'S2', group: 'sync' },
  ];
  const chosen = (...words: string[]) => chooseBars(bars, words).map(({ bar }) => bar);
  it('takes bars by name or group, in their order', () => {
    expect(chosen()).toEqual(['P4', 'S1', 'S2']);
    expect(chosen('s2', 'P4')).toEqual(['P4', 'S2']);
    expect(chosen('sync')).toEqual(['S1', 'S2']);
    expect(chosen('x')).toEqual([]);
  });
});
