import { describe, expect, it } from 'vitest';
import { businessDateOf, businessDateStartMs, formatBusinessDate, parseBusinessDate } from './time.ts';

describe('business date', () => {
  it('changes at midnight in Tashkent, which is 19:00 UTC', () => {
    expect(businessDateOf(Date.UTC(2026, 10, 23, 18, 59, 59, 999))).toBe('2026-11-23');
    expect(businessDateOf(Date.UTC(2026, 10, 23, 19))).toBe('2026-11-24');
    expect(businessDateStartMs(parseBusinessDate('2026-11-24'))).toBe(Date.UTC(2026, 10, 23, 19));
  });

  it('agrees with the calendar for every day of four centuries', () => {
    for (let ms = Date.UTC(1900, 0, 1); ms < Date.UTC(2301, 0, 1); ms += 86_400_000) {
      const expected = new Date(ms).toISOString().slice(0, 10);
      const date = businessDateOf(ms);
      if (date !== expected || businessDateStartMs(date) !== ms - 18_000_000) {
        expect.unreachable(`${date} is not ${expected}`);
      }
    }
  });

  it('is written day first', () => {
    expect(formatBusinessDate(parseBusinessDate('2026-03-08'))).toBe('08.03.2026');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', '2025-02-29'])(
    'refuses %j',
    (s) => {
      expect(() => parseBusinessDate(s)).toThrow('time/not-a-date');
    },
  );

  it('wants a moment', () => {
    expect(() => businessDateOf(Number.NaN)).toThrow('milliseconds');
  });
});
