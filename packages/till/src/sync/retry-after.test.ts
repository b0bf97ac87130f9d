import { describe, expect, it } from 'vitest';
import { readRetryAfterMs } from './retry-after.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 10, 0, 0);
const read = (headers: Record<string, string>) => readRetryAfterMs(new Headers(headers), NOW_MS);

describe('readRetryAfterMs', () => {
  it('reads seconds', () => {
    expect(read({ 'retry-after': '7' })).toBe(7_000);
    expect(read({ 'retry-after': ' 0 ' })).toBe(0);
  });

  it("reads a date against the answer's own, whatever the till's clock says", () => {
    const until = 'Fri, 01 Jan 2016 00:00:30 GMT';
    expect(read({ 'retry-after': until, date: 'Fri, 01 Jan 2016 00:00:00 GMT' })).toBe(30_000);
    expect(read({ 'retry-after': until })).toBe(0);
    expect(read({ 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT' })).toBe(120_000);
  });

  it.each([
    '',
    'soon',
    '-5',
    '1.5',
    '1e3',
    '99999999999999',
    '2026-11-23T10:00:00Z',
    'Mon, 99 Nov 2026 10:00:00 GMT',
    'Infinity',
  ])('takes %j for nothing said', (text) => {
    expect(read({ 'retry-after': text })).toBeUndefined();
  });

  it('is nothing when nothing is said', () => {
    expect(read({})).toBeUndefined();
  });
});
