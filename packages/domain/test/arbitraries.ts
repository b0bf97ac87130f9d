import fc from 'fast-check';
import type { Layer } from '../src/fifo.ts';
import { type RoundingMode, type Tiyin, tiyin } from '../src/money.ts';
import type { Discount, PricingPolicy, SaleLineInput } from '../src/pricing.ts';
import { type QtyMilli, qtyMilli } from '../src/quantity.ts';

export const ROUNDING_MODES: readonly RoundingMode[] = ['floor', 'ceil', 'half-up', 'half-even'];

export const arbRounding = fc.constantFrom(...ROUNDING_MODES);

export function arbTiyin(min: bigint, max: bigint): fc.Arbitrary<Tiyin> {
  return fc.bigInt(min, max).map(tiyin);
}

export function arbQty(min: bigint, max: bigint): fc.Arbitrary<QtyMilli> {
  return fc.bigInt(min, max).map(qtyMilli);
}

/** Mostly whole pieces, sometimes weighed goods. */
export const arbSoldQty: fc.Arbitrary<QtyMilli> = fc.oneof(
  fc.bigInt(1n, 20n).map((n) => qtyMilli(n * 1000n)),
  arbQty(1n, 30_000n),
);

export const arbDiscount: fc.Arbitrary<Discount> = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map((bps): Discount => ({ kind: 'percent', bps })),
  arbTiyin(0n, 30_000_000n).map((amount): Discount => ({ kind: 'amount', tiyin: amount })),
);

export const arbSaleLine: fc.Arbitrary<SaleLineInput> = fc.record({
  productId: fc.constantFrom('bread', 'milk', 'tea', 'rice'),
  unitPriceTiyin: fc.oneof(arbTiyin(0n, 300n), arbTiyin(0n, 50_000_000n)),
  qtyMilli: arbSoldQty,
  vatRateBps: fc.constantFrom(null, 0, 600, 1200, 1500),
  discount: fc.option(arbDiscount),
});

export const arbPolicy: fc.Arbitrary<PricingPolicy> = fc.record({
  vatPer: fc.constantFrom('line', 'receipt'),
  vatRounding: arbRounding,
  lineRounding: arbRounding,
  cashRoundingTiyin: fc.constantFrom(0n, 100n, 10_000n, 100_000n).map(tiyin),
});

export const arbPricing = fc.record({
  lines: fc.array(arbSaleLine, { maxLength: 12 }),
  receiptDiscount: fc.option(arbDiscount),
  policy: arbPolicy,
});

/** Lots whose cost rarely divides by their quantity. */
export const arbLot: fc.Arbitrary<Omit<Layer, 'layerId'>> = fc.record({
  qtyMilli: fc.oneof(arbQty(1n, 9n), arbQty(1n, 50_000n)),
  costTiyin: fc.oneof(arbTiyin(0n, 20n), arbTiyin(0n, 90_000_000n)),
});
