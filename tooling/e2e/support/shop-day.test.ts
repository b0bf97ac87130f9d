import { isGtin } from '@jowi/domain/barcode';
import { createRng } from '@jowi/testkit/rng';
import { describe, expect, it } from 'vitest';
import { readCatalogue, recomputeDay } from './recompute.ts';
import { planDay, saleCount, saleFactOf } from './shop-day.ts';

const days = Array.from({ length: 40 }, (_, seed) => planDay(createRng(seed)));
const policy = { vatRounding: 'half-up', cashStepTiyin: 10_000n } as const;

describe('planDay', () => {
  it('gives the same day for the same seed and another for another', () => {
    expect(planDay(createRng(3))).toEqual(days[3]);
    expect(days[3]).not.toEqual(days[4]);
  });

  it('has goods a shop could have, each with a barcode scanners accept', () => {
    const catalogue = readCatalogue(days[0]!.csv);
    expect(catalogue.length).toBeGreaterThanOrEqual(40);
    expect(catalogue.flatMap(({ barcodes }) => barcodes).filter((code) => !isGtin(code))).toEqual([]);
    expect(new Set(catalogue.map(({ nameRu }) => nameRu)).size).toBe(catalogue.length);
    expect(catalogue.every(({ priceTiyin }) => priceTiyin > 0n)).toBe(true);
  });

  it('has 1 to 10 lines a sale, weights, discounts, and goods that are sold before they come', () => {
    for (const day of days) {
      const counts = day.sales.map(({ lines }) => lines.length);
      expect([day.sales.length, Math.min(...counts), Math.max(...counts)]).toEqual([saleCount, 1, 10]);
      const lines = day.sales.flatMap((sale) => sale.lines);
      expect(lines.some(({ typedQtyMilli }) => typedQtyMilli !== null && typedQtyMilli % 1_000n !== 0n)).toBe(
        true,
      );
      expect(lines.some(({ discount }) => discount !== null)).toBe(true);
      const happenings = [
        ...[day.firstDelivery, ...day.moreDeliveries].map((delivery) => ({ delivery })),
        ...day.sales.map((sale) => ({ sale: saleFactOf(sale, 0n) })),
        { delivery: day.lateDelivery },
      ];
      const { settlementEntries, sales } = recomputeDay(readCatalogue(day.csv), happenings, policy);
      expect(settlementEntries.map((entry) => entry !== null)).toEqual([false, false, false, true]);
      expect(sales.every(({ totalTiyin }) => totalTiyin > 0n)).toBe(true);
    }
  });
});
