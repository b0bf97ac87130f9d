import { DomainError } from './errors.ts';
import { divRound, type RoundingMode, type Tiyin, tiyin, ZERO_TIYIN } from './money.ts';

/** VAT in hundredths of a percent: 1200 = 12 %, 0 = zero rate, null = without VAT (the seller does not pay it). */
export type VatRateBps = number | null;

/**
 * The VAT contained in an amount that includes it: amount x rate / (100 % + rate).
 * Throws `tax/rate-invalid` unless the rate is null or a whole number from 0 to 10000.
 */
export function vatIncluded(amountTiyin: Tiyin, rateBps: VatRateBps, mode: RoundingMode): Tiyin {
  if (rateBps === null) return ZERO_TIYIN;
  if (!Number.isInteger(rateBps) || rateBps < 0 || rateBps > 10_000) {
    throw new DomainError('tax/rate-invalid', { rateBps });
  }
  const rate = BigInt(rateBps);
  return tiyin(divRound(amountTiyin * rate, 10_000n + rate, mode));
}
