import { describe, expect, it } from 'vitest';
import { type BarLimits, jsonLine, judge, tableOf } from './bar.ts';

const s2: BarLimits = {
  bar: 'S2',
  what: 'push',
  unit: 'sales/s',
  calibrator: 'K3b',
  floor: 0.08,
  goal: 0.2,
  better: 'higher',
};
const p4: BarLimits = { ...s2, bar: 'P4', unit: 'ms', calibrator: 'K2', floor: 3, goal: 2, better: 'lower' };

describe('a bar', () => {
  it('passes at its floor, whichever way is better', () => {
    expect(judge(s2, { value: 1, ratio: 0.08 }).pass).toBe(true);
    expect(judge(s2, { value: 1, ratio: 0.079 }).pass).toBe(false);
    expect(judge(p4, { value: 1, ratio: 3 }).pass).toBe(true);
    expect(judge(p4, { value: 1, ratio: 3.1 }).pass).toBe(false);
  });

  it('may be about the figure itself, with the ratio to read beside it', () => {
    const s9: BarLimits = { ...p4, bar: 'S9', unit: 's', floor: 60, goal: 20, judged: 'value' };
    expect(judge(s9, { value: 60, ratio: 0.1 }).pass).toBe(true);
    expect(judge(s9, { value: 61, ratio: 0.1 }).pass).toBe(false);
    expect(tableOf([judge(s9, { value: 21, ratio: 0.9 })])).toContain('<= 60 s (goal 20)');
  });

  it('fails when another promise of it does not hold', () => {
    const also = [{ what: 'p99', figure: '130 ms', holds: false }];
    expect(judge(s2, { value: 1, ratio: 1, also }).pass).toBe(false);
  });

  it('is one line of JSON and a row for people', () => {
    const report = judge(s2, { value: 2345.678, ratio: 0.123456, notes: ['4 tills'] });
    expect(jsonLine(report)).toBe(
      '{"bar":"S2","value":2346,"unit":"sales/s","calibrator":"K3b","ratio":0.123,"floor":0.08,"goal":0.2,"pass":true}',
    );
    expect(tableOf([report])).toContain('S2   2346 sales/s  >= 0.08x K3b (goal 0.2x)  0.123x  ok  push');
  });
});
