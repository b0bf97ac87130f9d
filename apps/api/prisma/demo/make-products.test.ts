import { isGtin } from '@jowi/domain/barcode';
import { describe, expect, it } from 'vitest';
import { makeProducts } from '../../src/modules/guide/demo/goods/make-products.ts';
import { createRng } from '../../src/modules/guide/demo/goods/rng.ts';
import { DEMO_BUSINESSES } from './businesses.ts';

const shelves = DEMO_BUSINESSES.map((business, i) => ({
  name: business.name,
  products: makeProducts(business.families, createRng(business.seed), i + 1),
}));

describe('the demo shelves', () => {
  it('are full enough to look like shops', () => {
    expect(shelves.map(({ products }) => products.length >= 100)).toEqual([true, true]);
    expect(shelves[0]!.products.length).toBeGreaterThanOrEqual(500);
    const [food] = shelves;
    expect(food!.products.filter(({ unit }) => unit === 'kg').length).toBeGreaterThan(40);
    expect(food!.products.filter(({ barcodes }) => barcodes.length === 2).length).toBeGreaterThan(20);
    expect(new Set(food!.products.map(({ vat }) => vat))).toEqual(new Set([12, 0, null]));
  });

  it('are the same every time', () => {
    const { families, seed } = DEMO_BUSINESSES[0]!;
    expect(makeProducts(families, createRng(seed), 1)).toEqual(shelves[0]!.products);
  });

  it.each(shelves)(
    '$name: names, codes and prices are well formed and unlike one another',
    ({ products }) => {
      const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
      unique(products.map(({ sku }) => sku));
      unique(products.map(({ nameRu }) => nameRu));
      unique(products.map(({ nameUz }) => nameUz));
      unique(products.flatMap(({ barcodes }) => barcodes));
      for (const product of products) {
        expect(product.nameUz, product.nameUz).not.toMatch(/['`‘]|[og]ʼ/i);
        expect(product.ikpu).toMatch(/^\d{17}$/);
        expect(product.priceTiyin % 10_000n).toBe(0n);
        for (const barcode of product.barcodes) {
          expect(barcode).toMatch(/^478\d{10}$/);
          expect(isGtin(barcode)).toBe(true);
        }
      }
    },
  );

  it.each(shelves)('$name: every cost leaves 12 to 35 % of the price without VAT', ({ products }) => {
    for (const { priceTiyin, vat, delivered } of products) {
      if (!delivered) continue;
      const net = Number(priceTiyin) / (1 + (vat ?? 0) / 100);
      const cost = Number(delivered.costTiyin) / (Number(delivered.qtyMilli) / 1000);
      expect(1 - cost / net).toBeGreaterThan(0.119);
      expect(1 - cost / net).toBeLessThan(0.351);
    }
  });
});
