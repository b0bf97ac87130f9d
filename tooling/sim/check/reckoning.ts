import { zSaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { Machine } from '../machine/machine.ts';
import { hold } from './broken.ts';
import { journalOf } from './till-books.ts';

type Discount = { kind: string; bps?: unknown; tiyin?: unknown } | null;

/**
 * 11, reckoned again from what the customer saw (price, quantity, discount) with nothing but whole numbers of our own: both
 * ends share one calculator, so that they agree proves nothing about it.
 */
export function assertReckoning(machine: Machine): void {
  for (const { kind, payload, hash, seq } of journalOf(machine)) {
    if (kind !== 'SaleV1' || machine.poisoned.has(hash)) continue;
    const sale = zSaleV1.parse(payload);
    let subtotal = 0n;
    let shared = 0n;
    for (const line of sale.lines) {
      const gross = halfUp(BigInt(line.unitPriceTiyin) * BigInt(line.qtyMilli), 1_000n);
      const own = discountOf(gross, line.discount);
      const figures = BigInt(line.grossTiyin) === gross && BigInt(line.lineDiscountTiyin) === own;
      const net = gross - own - BigInt(line.receiptDiscountTiyin) - BigInt(line.roundingDiscountTiyin);
      hold(
        NAME,
        figures && BigInt(line.netTiyin) === net,
        () => `${machine.name}: a line of entry ${seq} is not its price times its quantity`,
      );
      subtotal += gross - own;
      shared += BigInt(line.receiptDiscountTiyin);
    }
    const given = discountOf(subtotal, sale.receiptDiscount);
    hold(
      NAME,
      shared === given,
      () => `${machine.name}: entry ${seq}: ${given} off the receipt, ${shared} off its lines`,
    );
    hold(
      NAME,
      BigInt(sale.totalTiyin) === subtotal - given,
      () => `${machine.name}: entry ${seq}: the total is not the subtotal less ${given}`,
    );
  }
}

const NAME = '11 lines - discounts = total = payments';

function discountOf(amount: bigint, discount: Discount): bigint {
  if (discount === null) return 0n;
  if (discount.kind === 'percent') return halfUp(amount * BigInt(Number(discount.bps)), 10_000n);
  const tiyin = BigInt(String(discount.tiyin));
  return tiyin < amount ? tiyin : amount;
}

function halfUp(n: bigint, d: bigint): bigint {
  return (2n * n + d) / (2n * d);
}
