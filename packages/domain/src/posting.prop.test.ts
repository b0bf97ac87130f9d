import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbTiyin } from '../test/arbitraries.ts';
import { sumTiyin, tiyin } from './money.ts';
import {
  assertBalanced,
  type Posting,
  postDelivery,
  postSale,
  postSettlement,
  reversePostings,
} from './posting.ts';
import { PAYMENT_KINDS } from './receipt.ts';

const amount = arbTiyin(0n, 10n ** 15n);

const arbPosted: fc.Arbitrary<Posting[]> = fc.oneof(
  fc
    .record({
      payments: fc.array(fc.record({ kind: fc.constantFrom(...PAYMENT_KINDS), amountTiyin: amount })),
      vatPercent: fc.bigInt(0n, 100n),
      costTiyin: amount,
    })
    .map(({ payments, vatPercent, costTiyin }) => {
      const totalTiyin = sumTiyin(payments.map((payment) => payment.amountTiyin));
      return postSale({ payments, totalTiyin, vatTiyin: tiyin((totalTiyin * vatPercent) / 100n), costTiyin });
    }),
  amount.map((costTiyin) => postDelivery({ costTiyin })),
  arbTiyin(-(10n ** 15n), 10n ** 15n).map(postSettlement),
);

describe('postings', () => {
  it('balance, one side each, one posting an account', () => {
    fc.assert(
      fc.property(arbPosted, (postings) => {
        assertBalanced(postings);
        expect(postings.every((p) => (p.debitTiyin === 0n) !== (p.creditTiyin === 0n))).toBe(true);
        expect(new Set(postings.map((p) => p.account)).size).toBe(postings.length);
      }),
    );
  });

  it('with their reversal leave every account as it was', () => {
    fc.assert(
      fc.property(arbPosted, (postings) => {
        const reversed = reversePostings(postings);
        assertBalanced(reversed);
        expect(reversePostings(reversed)).toEqual(postings);
        for (const [i, { debitTiyin, creditTiyin }] of postings.entries()) {
          expect(debitTiyin - creditTiyin + reversed[i]!.debitTiyin - reversed[i]!.creditTiyin).toBe(0n);
        }
      }),
    );
  });
});
