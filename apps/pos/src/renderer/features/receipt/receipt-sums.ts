import type { Cart, CartLine } from '../../../bridge/sale/contract.ts';

/** What a line costs before the receipt's discount and cash rounding, which stand once under all lines. */
export function ownAmount(line: Pick<CartLine, 'grossTiyin' | 'lineDiscountTiyin'>): string {
  return String(BigInt(line.grossTiyin) - BigInt(line.lineDiscountTiyin));
}

type Discounted = Pick<Cart, 'discountTiyin' | 'roundingTiyin'> & {
  lines: readonly Pick<CartLine, 'lineDiscountTiyin'>[];
};

/** What the discount on the whole receipt takes off. */
export function receiptDiscountOf({ discountTiyin, roundingTiyin, lines }: Discounted): string {
  let rest = BigInt(discountTiyin) - BigInt(roundingTiyin);
  for (const line of lines) rest -= BigInt(line.lineDiscountTiyin);
  return String(rest);
}
