import { DomainError } from './errors.ts';
import { allocate, divRound, type RoundingMode, sumTiyin, type Tiyin, tiyin, ZERO_TIYIN } from './money.ts';
import { type QtyMilli, WHOLE } from './quantity.ts';
import { type VatRateBps, vatIncluded } from './tax.ts';

/** Raised whenever the same input and policy would give another figure. Stored with every receipt. */
export const CALC_VERSION = 1;

/** `bps` in hundredths of a percent, 0..10000. An amount larger than what it is taken from is cut to it. */
export type Discount = { kind: 'percent'; bps: number } | { kind: 'amount'; tiyin: Tiyin };

/** The choices a receipt was calculated with, stored beside its figures. */
export type PricingPolicy = {
  /** `receipt`: VAT of each rate is taken from the sum of its lines, then shared out to them. */
  vatPer: 'line' | 'receipt';
  vatRounding: RoundingMode;
  /** For price x quantity and for percent discounts. */
  lineRounding: RoundingMode;
  /**
   * 0 = none; 10000 = down to 100 so'm, given to the customer as a discount so that the fiscal balance
   * stays exact. A total smaller than one step is left as it is: a receipt is never rounded to nothing.
   */
  cashRoundingTiyin: Tiyin;
};

/** VAT as the official generator of the fiscal module takes it: per line, rounded down. */
export const DEFAULT_POLICY: PricingPolicy = {
  vatPer: 'line',
  vatRounding: 'floor',
  lineRounding: 'half-up',
  cashRoundingTiyin: ZERO_TIYIN,
};

/** Price includes VAT. The quantity is positive, a return is priced as the sale it mirrors. */
export type SaleLineInput = {
  productId: string;
  unitPriceTiyin: Tiyin;
  qtyMilli: QtyMilli;
  vatRateBps: VatRateBps;
  discount?: Discount | null | undefined;
};

/** A line after its own discount. Fields the caller put on the input (a line id, a name) travel along. */
export type GrossLine<L extends SaleLineInput = SaleLineInput> = L & {
  grossTiyin: Tiyin;
  lineDiscountTiyin: Tiyin;
};

/** A line after every discount: net = gross - discount, discount = line + receipt + rounding. */
export type DiscountedLine<L extends SaleLineInput = SaleLineInput> = GrossLine<L> & {
  receiptDiscountTiyin: Tiyin;
  roundingDiscountTiyin: Tiyin;
  discountTiyin: Tiyin;
  netTiyin: Tiyin;
};

/** `vatTiyin` is contained in `netTiyin`. */
export type PricedLine<L extends SaleLineInput = SaleLineInput> = DiscountedLine<L> & { vatTiyin: Tiyin };

export type PricedReceipt<L extends SaleLineInput = SaleLineInput> = {
  calcVersion: number;
  policy: PricingPolicy;
  lines: PricedLine<L>[];
  grossTiyin: Tiyin;
  discountTiyin: Tiyin;
  totalTiyin: Tiyin;
  vatTiyin: Tiyin;
};

/**
 * Gross and own discount of one line.
 * Throws `sales/quantity-invalid`, `pricing/price-negative`, `sales/discount-invalid`.
 */
export function priceLine<L extends SaleLineInput>(line: L, policy: PricingPolicy): GrossLine<L> {
  if (line.qtyMilli <= 0n) throw new DomainError('sales/quantity-invalid', { qtyMilli: line.qtyMilli });
  if (line.unitPriceTiyin < 0n) {
    throw new DomainError('pricing/price-negative', { unitPriceTiyin: line.unitPriceTiyin });
  }
  const grossTiyin = tiyin(divRound(line.unitPriceTiyin * line.qtyMilli, WHOLE, policy.lineRounding));
  return {
    ...line,
    grossTiyin,
    lineDiscountTiyin: discountOf(grossTiyin, line.discount, policy.lineRounding),
  };
}

/**
 * Shares the receipt discount and the cash rounding out to the lines, each in proportion to what is left of them.
 * Throws `sales/discount-invalid`, `pricing/rounding-step-negative`.
 */
export function applyDiscounts<L extends SaleLineInput>(
  lines: readonly GrossLine<L>[],
  receiptDiscount: Discount | null,
  policy: PricingPolicy,
): DiscountedLine<L>[] {
  const beforeReceipt = lines.map((line) => line.grossTiyin - line.lineDiscountTiyin);
  const subtotalTiyin = sumTiyin(beforeReceipt);
  const receiptDiscountTiyin = discountOf(subtotalTiyin, receiptDiscount, policy.lineRounding);
  const receiptShares = allocate(receiptDiscountTiyin, beforeReceipt);

  const beforeRounding = beforeReceipt.map((amount, i) => amount - receiptShares[i]!);
  const roundingTiyin = roundingDiscountOf(sumTiyin(beforeRounding), policy.cashRoundingTiyin);
  const roundingShares = allocate(roundingTiyin, beforeRounding);

  return lines.map((line, i) => {
    const discountTiyin = tiyin(line.lineDiscountTiyin + receiptShares[i]! + roundingShares[i]!);
    return {
      ...line,
      receiptDiscountTiyin: tiyin(receiptShares[i]!),
      roundingDiscountTiyin: tiyin(roundingShares[i]!),
      discountTiyin,
      netTiyin: tiyin(line.grossTiyin - discountTiyin),
    };
  });
}

/** VAT of one line by itself, as `vatPer: 'line'` takes it. Throws `tax/rate-invalid`. */
export function taxLine<L extends SaleLineInput>(
  line: DiscountedLine<L>,
  policy: PricingPolicy,
): PricedLine<L> {
  return { ...line, vatTiyin: vatIncluded(line.netTiyin, line.vatRateBps, policy.vatRounding) };
}

/** Adds up priced lines. */
export function totalReceipt<L extends SaleLineInput>(
  lines: PricedLine<L>[],
  policy: PricingPolicy,
): PricedReceipt<L> {
  return {
    calcVersion: CALC_VERSION,
    policy,
    lines,
    grossTiyin: sumTiyin(lines.map((line) => line.grossTiyin)),
    discountTiyin: sumTiyin(lines.map((line) => line.discountTiyin)),
    totalTiyin: sumTiyin(lines.map((line) => line.netTiyin)),
    vatTiyin: sumTiyin(lines.map((line) => line.vatTiyin)),
  };
}

/**
 * The one calculator of a receipt, the same on the till and on the server: price, discount, tax, total.
 * The lines' nets sum to the total, every net is >= 0, no discount exceeds what it is taken from.
 * An empty list gives a receipt of zeros. Throws what the steps above throw.
 */
export function priceReceipt<L extends SaleLineInput>(
  lines: readonly L[],
  receiptDiscount: Discount | null,
  policy: PricingPolicy,
): PricedReceipt<L> {
  const gross = lines.map((line) => priceLine(line, policy));
  const discounted = applyDiscounts(gross, receiptDiscount, policy);
  const taxed =
    policy.vatPer === 'line'
      ? discounted.map((line) => taxLine(line, policy))
      : taxByRate(discounted, policy);
  return totalReceipt(taxed, policy);
}

function taxByRate<L extends SaleLineInput>(
  lines: readonly DiscountedLine<L>[],
  policy: PricingPolicy,
): PricedLine<L>[] {
  const vatShares: bigint[] = lines.map(() => 0n);
  for (const [rateBps, indexes] of Map.groupBy(lines.keys(), (i) => lines[i]!.vatRateBps)) {
    const nets = indexes.map((i) => lines[i]!.netTiyin);
    const groupVatTiyin = vatIncluded(sumTiyin(nets), rateBps, policy.vatRounding);
    for (const [k, share] of allocate(groupVatTiyin, nets).entries()) vatShares[indexes[k]!] = share;
  }
  return lines.map((line, i) => ({ ...line, vatTiyin: tiyin(vatShares[i]!) }));
}

function discountOf(
  amountTiyin: Tiyin,
  discount: Discount | null | undefined,
  rounding: RoundingMode,
): Tiyin {
  if (!discount) return ZERO_TIYIN;
  if (discount.kind === 'percent') {
    if (!Number.isInteger(discount.bps) || discount.bps < 0 || discount.bps > 10_000) {
      throw new DomainError('sales/discount-invalid', { bps: discount.bps });
    }
    return tiyin(divRound(amountTiyin * BigInt(discount.bps), 10_000n, rounding));
  }
  if (discount.tiyin < 0n) throw new DomainError('sales/discount-invalid', { tiyin: discount.tiyin });
  return discount.tiyin > amountTiyin ? amountTiyin : discount.tiyin;
}

function roundingDiscountOf(totalTiyin: Tiyin, stepTiyin: Tiyin): Tiyin {
  if (stepTiyin < 0n) throw new DomainError('pricing/rounding-step-negative', { stepTiyin });
  if (stepTiyin === 0n || totalTiyin < stepTiyin) return ZERO_TIYIN;
  return tiyin(totalTiyin % stepTiyin);
}
