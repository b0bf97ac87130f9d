import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbLot, arbQty } from '../test/arbitraries.ts';
import {
  type Consumption,
  consumeBatch,
  consumeFifo,
  type Layer,
  receiveLot,
  returnToStock,
  type Settlement,
  type UnitCost,
} from './fifo.ts';
import { sumTiyin, type Tiyin } from './money.ts';
import type { QtyMilli } from './quantity.ts';

type Step =
  | { kind: 'receive'; lot: Omit<Layer, 'layerId'> }
  | { kind: 'sell'; qtyMilli: QtyMilli; unitCost: UnitCost | null }
  | { kind: 'return'; which: number };

const arbUnitCost = fc.option(arbLot);

const arbSale = fc.record({
  kind: fc.constant('sell' as const),
  qtyMilli: arbQty(1n, 60_000n),
  unitCost: arbUnitCost,
});

const arbReceipt = fc.record({ kind: fc.constant('receive' as const), lot: arbLot });

const arbReturn = fc.record({ kind: fc.constant('return' as const), which: fc.nat() });

const arbSteps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(arbSale, arbReceipt, arbReturn), { maxLength: 40 });

const qtyOf = (layers: readonly Layer[]) => layers.reduce((sum, l) => sum + l.qtyMilli, 0n);
const worthOf = (layers: readonly Layer[]) => sumTiyin(layers.map((l) => l.costTiyin));
const differencesOf = (settlements: readonly Settlement[]) =>
  sumTiyin(settlements.map((s) => s.differenceTiyin));

/** Plays a history, keeping books beside it, and checks after every step that the books and the layers agree. */
function play(
  steps: readonly Step[],
  check: (layers: Layer[], books: { qty: bigint; value: bigint }) => void,
) {
  let layers: Layer[] = [];
  const books = { qty: 0n, value: 0n };
  const sold: Consumption[][] = [];
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'receive') {
      const result = receiveLot(layers, { layerId: `lot${i}`, ...step.lot });
      layers = result.layers;
      books.qty += step.lot.qtyMilli;
      books.value += step.lot.costTiyin - differencesOf(result.settlements);
    } else if (step.kind === 'sell') {
      const result = consumeFifo(layers, step.qtyMilli, step.unitCost, `sale${i}`);
      layers = result.layers;
      sold.push([...result.consumptions, ...(result.deficit ? [result.deficit] : [])]);
      books.qty -= step.qtyMilli;
      books.value -= result.costTiyin;
    } else if (sold.length > 0) {
      const [parts] = sold.splice(step.which % sold.length, 1);
      const result = returnToStock(layers, parts!);
      layers = result.layers;
      books.qty += parts!.reduce((sum, part) => sum + part.qtyMilli, 0n);
      books.value += sumTiyin(parts!.map((p) => p.costTiyin)) - differencesOf(result.settlements);
    }
    check(layers, books);
  }
}

describe('layers of a product through any history', () => {
  it('cost in = cost out + cost left, deficits and settlements included, to the tiyin', () => {
    fc.assert(
      fc.property(arbSteps, (steps) =>
        play(steps, (layers, books) => {
          expect(qtyOf(layers)).toBe(books.qty);
          expect(worthOf(layers)).toBe(books.value);
        }),
      ),
      { numRuns: 500 },
    );
  });

  it('are all lots or all deficits, none empty, each with the sign it should have, each id once', () => {
    fc.assert(
      fc.property(arbSteps, (steps) =>
        play(steps, (layers) => {
          const lots = layers.filter((l) => l.qtyMilli > 0n && l.costTiyin >= 0n);
          const deficits = layers.filter((l) => l.qtyMilli < 0n && l.costTiyin <= 0n);
          expect([lots.length, deficits.length]).toContain(layers.length);
          expect(new Set(layers.map((l) => l.layerId)).size).toBe(layers.length);
        }),
      ),
      { numRuns: 500 },
    );
  });

  it('the stock level does not depend on the order of receipts and sales', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(arbSale, arbReceipt), { maxLength: 20 }), (steps) => {
        const ends = [steps, steps.toReversed()].map((order) => {
          let end: Layer[] = [];
          play(order, (layers) => {
            end = layers;
          });
          return qtyOf(end);
        });
        expect(ends[0]).toBe(ends[1]);
      }),
    );
  });
});

describe('a sale and its return', () => {
  it('a full return is the original: layers come back exactly', () => {
    fc.assert(
      fc.property(arbSteps, arbSale, (steps, sale) => {
        let before: Layer[] = [];
        play(steps, (layers) => {
          before = layers;
        });
        const { layers, consumptions, deficit } = consumeFifo(before, sale.qtyMilli, sale.unitCost, 'last');
        const back = returnToStock(layers, [...consumptions, ...(deficit ? [deficit] : [])]);
        expect(back.layers).toEqual(before);
        expect(differencesOf(back.settlements)).toBe(0n);
      }),
      { numRuns: 500 },
    );
  });

  it('whoever sells before the goods come pays in the end what they cost', () => {
    fc.assert(
      fc.property(arbLot, arbUnitCost, (lot, unitCost) => {
        const sale = consumeFifo([], lot.qtyMilli, unitCost, 'early');
        const { layers, settlements } = receiveLot(sale.layers, { layerId: 'late', ...lot });
        expect(layers).toEqual([]);
        expect(sale.costTiyin + differencesOf(settlements)).toBe(lot.costTiyin);
      }),
    );
  });
});

describe('consumeBatch', () => {
  it('equals consuming line by line', () => {
    const arbLines = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), arbQty(1n, 9000n)), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(arbLot, { maxLength: 5 }), arbLines, arbUnitCost, (lots, sold, unitCost) => {
        const layers = lots.map((lot, i) => ({ layerId: `lot${i}`, ...lot }));
        const stock = new Map([['a', layers]]);
        const lines = sold.map(([productId, qtyMilli], i) => ({ lineId: `line${i}`, productId, qtyMilli }));
        const batch = consumeBatch(stock, lines, new Map([['a', unitCost]]));
        const current = new Map<string, Layer[]>([['a', layers]]);
        const costs: Tiyin[] = lines.map(({ lineId, productId, qtyMilli }) => {
          const known = productId === 'a' ? unitCost : null;
          const result = consumeFifo(current.get(productId) ?? [], qtyMilli, known, lineId);
          current.set(productId, result.layers);
          return result.costTiyin;
        });
        expect(batch.lines.map((l) => l.costTiyin)).toEqual(costs);
        for (const [productId, after] of batch.layersByProduct) expect(after).toEqual(current.get(productId));
      }),
    );
  });
});
