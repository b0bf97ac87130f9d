import { describe, expect, it } from 'vitest';
import { cashChange, suggestTenders } from './cash.ts';
import { tiyin } from './money.ts';

const som = (n: number) => tiyin(n * 100);

describe('cashChange', () => {
  it('gives back what is over', () => {
    expect(cashChange(som(37_500), som(50_000))).toEqual({ ok: true, changeTiyin: som(12_500) });
    expect(cashChange(som(37_500), som(37_500))).toEqual({ ok: true, changeTiyin: 0n });
  });

  it('says how much is missing', () => {
    expect(cashChange(som(37_500), som(30_000))).toEqual({
      ok: false,
      error: { code: 'sales/not-enough-cash', params: { missingTiyin: '750000' } },
    });
  });
});

describe('suggestTenders', () => {
  it('offers the exact sum and the next round amounts', () => {
    const expected = [37_500, 38_000, 40_000, 50_000, 100_000, 200_000].map(som);
    expect(suggestTenders(som(37_500))).toEqual(expected);
  });

  it('does not repeat itself', () => {
    expect(suggestTenders(som(200_000))).toEqual([som(200_000)]);
    expect(suggestTenders(som(1_234_500))).toEqual(
      [1_234_500, 1_235_000, 1_236_000, 1_240_000, 1_250_000, 1_300_000, 1_400_000].map(som),
    );
  });

  it('offers nothing for nothing', () => {
    expect(suggestTenders(tiyin(0))).toEqual([]);
  });
});
