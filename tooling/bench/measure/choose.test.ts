import { describe, expect, it } from 'vitest';
import { chooseBars } from './choose.ts';

describe('chooseBars', () => {
  const bars = [
    { bar: 'P4', groups: ['till'] },
    { bar: 'P6', groups: ['till', 'sync'] },
    { bar: 'S1', groups: ['sync'] },
    { bar: 'S2', groups: ['sync'] },
  ];
  const chosen = (...words: string[]) => chooseBars(bars, words).map(({ bar }) => bar);
  it('takes bars by name or group, in their order', () => {
    expect(chosen()).toEqual(['P4', 'P6', 'S1', 'S2']);
    expect(chosen('s2', 'P4')).toEqual(['P4', 'S2']);
    expect(chosen('sync')).toEqual(['P6', 'S1', 'S2']);
    expect(chosen('x')).toEqual([]);
  });
});
