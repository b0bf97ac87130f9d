import { zProductInput } from '@jowi/contracts/http/catalogue';
import { BUSINESS_KINDS } from '@jowi/contracts/http/settings';
import { describe, expect, it } from 'vitest';
import { chooseDemoGoods } from './choose-demo-goods.ts';

describe('chooseDemoGoods', () => {
  it.each(BUSINESS_KINDS)('has some dozens of sound goods for %s, the same every time', (kind) => {
    const goods = chooseDemoGoods(kind, true);
    expect(goods.length).toBeGreaterThan(24);
    expect(goods.length).toBeLessThan(60);
    expect(chooseDemoGoods(kind, true)).toEqual(goods);
    for (const { product } of goods) expect(zProductInput.safeParse(product).error).toBeUndefined();
    const codes = goods.flatMap(({ product }) => [product.sku, ...product.barcodes]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(goods.filter(({ delivered }) => delivered !== null).length).toBeGreaterThan(20);
  });

  it('sells without VAT where the business pays none', () => {
    expect(chooseDemoGoods('grocery', false).every(({ product }) => product.vatRateBps === null)).toBe(true);
  });
});
