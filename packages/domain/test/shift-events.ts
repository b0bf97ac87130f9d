import fc from 'fast-check';
import { tiyin } from '../src/money.ts';
import { PAYMENT_KINDS, type Payment } from '../src/receipt.ts';
import type { ShiftEvent } from '../src/shift.ts';
import { arbTiyin } from './arbitraries.ts';

const amount = arbTiyin(0n, 90_000_000n);

const arbPayment: fc.Arbitrary<Payment> = fc.record({
  kind: fc.constantFrom(...PAYMENT_KINDS),
  amountTiyin: amount,
});

const arbReceipted = fc
  .record({
    type: fc.constantFrom('sale' as const, 'refund' as const),
    receiptNumber: fc.integer({ min: 1, max: 99_999 }),
    vatTiyin: amount,
    discountTiyin: amount,
    payments: fc.array(arbPayment, { minLength: 1, maxLength: 4 }),
  })
  .map((event) => ({
    ...event,
    totalTiyin: tiyin(event.payments.reduce((sum, payment) => sum + payment.amountTiyin, 0n)),
  }));

const arbCashMove: fc.Arbitrary<ShiftEvent> = fc.oneof(
  fc.record({ type: fc.constant('opened' as const), floatTiyin: amount }),
  fc.record({ type: fc.constant('cashIn' as const), amountTiyin: amount }),
  fc.record({ type: fc.constant('cashOut' as const), amountTiyin: amount }),
  fc.record({ type: fc.constant('closed' as const), countedTiyin: amount }),
);

export const arbShiftEvents: fc.Arbitrary<ShiftEvent[]> = fc.array(
  fc.oneof({ arbitrary: arbReceipted, weight: 3 }, { arbitrary: arbCashMove, weight: 1 }),
  { maxLength: 30 },
);
