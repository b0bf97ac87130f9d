import { describe, expect, it } from 'vitest';
import { averageTiyin, changeSince, filledHours, netSalesTiyin, peakHour } from './day-figures.ts';

const hour = (at: number, salesTiyin: string) => ({ hour: at, receiptCount: 1, salesTiyin });

describe('day figures', () => {
  it('averages without floating point', () => {
    expect(averageTiyin({ salesTiyin: '1000', receiptCount: 3 })).toBe('333');
    expect(averageTiyin({ salesTiyin: '0', receiptCount: 0 })).toBeNull();
    expect(netSalesTiyin({ salesTiyin: '11200', vatTiyin: '1200' })).toBe('10000');
  });

  it('compares with the day before', () => {
    expect(changeSince('150', '100')).toEqual({ direction: 'more', percent: '50' });
    expect(changeSince('50', '100')).toEqual({ direction: 'less', percent: '50' });
    expect(changeSince('100', '100')).toEqual({ direction: 'same' });
    expect(changeSince('100', '0')).toBeNull();
  });

  it('fills the silent hours between', () => {
    expect(filledHours([hour(9, '5'), hour(12, '7')]).map((h) => [h.hour, h.salesTiyin])).toEqual([
      [9, '5'],
      [10, '0'],
      [11, '0'],
      [12, '7'],
    ]);
    expect(filledHours([])).toEqual([]);
  });

  it('finds the peak', () => {
    expect(peakHour([hour(9, '99'), hour(10, '100'), hour(11, '100')])?.hour).toBe(10);
    expect(peakHour([])).toBeNull();
  });
});
