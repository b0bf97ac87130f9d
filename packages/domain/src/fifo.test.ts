import { describe, expect, it } from 'vitest';
import { consumeBatch, consumeFifo, type Layer, receiveLot, returnToStock } from './fifo.ts';
import { tiyin } from './money.ts';
import { qtyMilli } from './quantity.ts';

const layer = (layerId: string, qty: number, cost: number): Layer => ({
  layerId,
  qtyMilli: qtyMilli(qty),
  costTiyin: tiyin(cost),
});

describe('consumeFifo', () => {
  it('takes the oldest first and leaves the remainder of the cost in the lot', () => {
    const result = consumeFifo([layer('a', 3000, 1000), layer('b', 3000, 2000)], qtyMilli(4000), null, 's1');
    expect(result).toEqual({
      layers: [layer('b', 2000, 1333)],
      consumptions: [layer('a', 3000, 1000), layer('b', 1000, 667)],
      deficit: null,
      costTiyin: 1667n,
    });
  });

  it('gives the last take whatever cost is left', () => {
    let layers = [layer('a', 3000, 100)];
    const costs = ['1', '2', '3'].map((id) => {
      const result = consumeFifo(layers, qtyMilli(1000), null, id);
      layers = result.layers;
      return result.costTiyin;
    });
    expect(costs).toEqual([33n, 34n, 33n]);
    expect(layers).toEqual([]);
  });

  it('makes what is missing a layer of its own at provisional cost', () => {
    const unitCost = { costTiyin: tiyin(1000), qtyMilli: qtyMilli(3000) };
    const result = consumeFifo([layer('a', 1000, 500)], qtyMilli(3000), unitCost, 's1');
    expect(result).toEqual({
      layers: [layer('s1', -2000, -667)],
      consumptions: [layer('a', 1000, 500)],
      deficit: layer('s1', 2000, 667),
      costTiyin: 1167n,
    });
  });

  it('adds a second deficit behind the first, at zero when no cost is known', () => {
    const result = consumeFifo([layer('s1', -2000, -667)], qtyMilli(1000), null, 's2');
    expect(result.layers).toEqual([layer('s1', -2000, -667), layer('s2', -1000, 0)]);
  });

  it('refuses nonsense', () => {
    expect(() => consumeFifo([], qtyMilli(0), null, 's')).toThrow('fifo/quantity-not-positive');
    for (const bad of [layer('', 0, 5), layer('', 1000, -5)]) {
      expect(() => consumeFifo([], qtyMilli(1), bad, 's')).toThrow('fifo/unit-cost-invalid');
    }
  });
});

describe('receiveLot', () => {
  it('is the newest layer when nothing is owed', () => {
    expect(receiveLot([layer('a', 1000, 5)], layer('b', 2000, 9))).toEqual({
      layers: [layer('a', 1000, 5), layer('b', 2000, 9)],
      settlements: [],
      remaining: layer('b', 2000, 9),
    });
  });

  it('settles deficits first, oldest first, and says what the guess was off by', () => {
    const before = [layer('s1', -1000, -300), layer('s2', -1000, 0)];
    expect(receiveLot(before, layer('b', 5000, 2000))).toEqual({
      layers: [layer('b', 3000, 1200)],
      settlements: [
        {
          deficitLayerId: 's1',
          qtyMilli: 1000n,
          provisionalCostTiyin: 300n,
          actualCostTiyin: 400n,
          differenceTiyin: 100n,
        },
        {
          deficitLayerId: 's2',
          qtyMilli: 1000n,
          provisionalCostTiyin: 0n,
          actualCostTiyin: 400n,
          differenceTiyin: 400n,
        },
      ],
      remaining: layer('b', 3000, 1200),
    });
  });

  it('settles a part when the lot is too small', () => {
    const result = receiveLot([layer('s1', -3000, -100), layer('s2', -1000, -50)], layer('b', 1000, 20));
    expect(result.layers).toEqual([layer('s1', -2000, -67), layer('s2', -1000, -50)]);
    expect(result.settlements).toEqual([
      {
        deficitLayerId: 's1',
        qtyMilli: 1000n,
        provisionalCostTiyin: 33n,
        actualCostTiyin: 20n,
        differenceTiyin: -13n,
      },
    ]);
    expect(result.remaining).toBeNull();
  });

  it('passes over a layer that is empty', () => {
    const empty = layer('s1', 0, 0);
    expect(receiveLot([empty], layer('b', 1000, 5)).settlements).toEqual([]);
    expect(consumeFifo([empty], qtyMilli(1000), null, 's2').consumptions).toEqual([]);
  });

  it('refuses a lot that is not one', () => {
    expect(() => receiveLot([], layer('b', 0, 5))).toThrow('fifo/quantity-not-positive');
    expect(() => receiveLot([], layer('b', 1000, -5))).toThrow('fifo/cost-negative');
  });
});

describe('returnToStock', () => {
  it('brings a lot that was used up back as the oldest', () => {
    const returned = [layer('a', 1000, 500), layer('b', 500, 300)];
    expect(returnToStock([layer('b', 500, 300), layer('c', 1000, 1)], returned)).toEqual({
      layers: [layer('a', 1000, 500), layer('b', 1000, 600), layer('c', 1000, 1)],
      settlements: [],
    });
  });

  it('lets goods whose deficit was half settled cover the rest and become stock', () => {
    const result = returnToStock([layer('s1', -1000, -100)], [layer('s1', 2000, 200)]);
    expect(result.layers).toEqual([layer('s1', 1000, 100)]);
    expect(result.settlements.map((s) => s.differenceTiyin)).toEqual([0n]);
  });

  it('settles deficits of others with what comes back', () => {
    const result = returnToStock([layer('s2', -1000, -100)], [layer('a', 3000, 900)]);
    expect(result.layers).toEqual([layer('a', 2000, 600)]);
    expect(result.settlements.map((s) => [s.deficitLayerId, s.differenceTiyin])).toEqual([['s2', 200n]]);
  });
});

describe('consumeBatch', () => {
  it('lets each line see what the lines before it left', () => {
    const stock = new Map([['tea', [layer('a', 2000, 200)]]]);
    const provisional = new Map([['tea', { costTiyin: tiyin(100), qtyMilli: qtyMilli(1000) }]]);
    const lines = [
      { lineId: 'l1', productId: 'tea', qtyMilli: qtyMilli(1000) },
      { lineId: 'l2', productId: 'salt', qtyMilli: qtyMilli(1000) },
      { lineId: 'l3', productId: 'tea', qtyMilli: qtyMilli(3000) },
    ];
    const result = consumeBatch(stock, lines, provisional);
    expect(result.lines.map((l) => [l.lineId, l.costTiyin, l.deficit?.qtyMilli])).toEqual([
      ['l1', 100n, undefined],
      ['l2', 0n, 1000n],
      ['l3', 300n, 2000n],
    ]);
    expect(result.layersByProduct).toEqual(
      new Map([
        ['tea', [layer('l3', -2000, -200)]],
        ['salt', [layer('l2', -1000, 0)]],
      ]),
    );
    expect(stock.get('tea')).toEqual([layer('a', 2000, 200)]);
  });
});
