import type { Layer } from '@jowi/domain/fifo';
import { sumTiyin, tiyin } from '@jowi/domain/money';
import { assertBalanced } from '@jowi/domain/posting';
import { qtyMilli } from '@jowi/domain/quantity';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDelivery } from './plan-delivery.ts';

const PRODUCTS = ['a', 'b', 'c'];
const lineOf = fc.record({
  productId: fc.constantFrom(...PRODUCTS),
  qtyMilli: fc.integer({ min: 1, max: 50_000 }).map(String),
  costTiyin: fc.integer({ min: 0, max: 9_000_000 }).map(String),
});
/** What stands: lots only or deficits only, as the ledger keeps it. */
const layersOf = fc.tuple(
  fc.boolean(),
  fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 2_000_000 })), {
    maxLength: 4,
  }),
);
const stockOf = fc.tuple(layersOf, layersOf, layersOf).map(
  (all) =>
    new Map(
      all.map(([isDeficit, parts], p) => [
        PRODUCTS[p]!,
        parts.map(([qty, cost], i): Layer => {
          const sign = isDeficit ? -1 : 1;
          return {
            layerId: `${PRODUCTS[p]}${i}`,
            qtyMilli: qtyMilli(sign * qty),
            costTiyin: tiyin(sign * cost),
          };
        }),
      ]),
    ),
);

describe('planDelivery', () => {
  it('moves exactly what came, corrects exactly what settling changed, and always balances', () => {
    fc.assert(
      fc.property(stockOf, fc.array(lineOf, { minLength: 1, maxLength: 12 }), (stock, lines) => {
        let lot = 0;
        const input = {
          id: 'd',
          warehouseId: 'w',
          supplierName: 's',
          documentNumber: '',
          documentDate: '2026-11-20',
          lines,
        };
        const plan = planDelivery(input, '1', stock, () => `lot${lot++}`);
        const { movements, newLayers } = plan.changes;
        expect(newLayers.map(({ layerId }) => layerId)).toEqual(lines.map((_, i) => `lot${i}`));
        const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
        expect(sum(movements.map((m) => m.qtyMilli))).toBe(sum(lines.map((l) => BigInt(l.qtyMilli))));

        assertBalanced(plan.deliveryPostings);
        assertBalanced(plan.settlementPostings);
        const inventory = [...plan.deliveryPostings, ...plan.settlementPostings].filter(
          ({ account }) => account === 'inventory',
        );
        const booked = sum(inventory.map(({ debitTiyin, creditTiyin }) => debitTiyin - creditTiyin));
        expect(sum(movements.map((m) => m.costTiyin))).toBe(booked);
        expect(plan.costTiyin).toBe(sumTiyin(lines.map((l) => BigInt(l.costTiyin))));

        // No layer crosses zero, and one that is empty keeps no cost.
        const standing = new Map([...stock.values()].flat().map((layer) => [layer.layerId, layer]));
        for (const id of new Set(movements.map(({ layerId }) => layerId))) {
          const before = standing.get(id);
          const own = movements.filter(({ layerId }) => layerId === id);
          const qty = (before?.qtyMilli ?? 0n) + sum(own.map((m) => m.qtyMilli));
          const cost = (before?.costTiyin ?? 0n) + sum(own.map((m) => m.costTiyin));
          const isDeficit = (before?.qtyMilli ?? 0n) < 0n;
          expect(isDeficit ? qty <= 0n && cost <= 0n : qty >= 0n && cost >= 0n).toBe(true);
          if (qty === 0n) expect(cost).toBe(0n);
        }
      }),
    );
  });
});
