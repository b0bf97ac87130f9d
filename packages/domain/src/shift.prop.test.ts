import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbShiftEvents } from '../test/shift-events.ts';
import { foldShift, mergeShiftTotals } from './shift.ts';

describe('foldShift', () => {
  it('does not care about the order of events', () => {
    const arbShuffled = arbShiftEvents.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      ),
    );
    fc.assert(
      fc.property(arbShuffled, ([events, shuffled]) => {
        expect(foldShift(shuffled)).toEqual(foldShift(events));
      }),
    );
  });

  it('can be folded in parts: the merge of two folds is the fold of both', () => {
    fc.assert(
      fc.property(arbShiftEvents, arbShiftEvents, (a, b) => {
        expect(mergeShiftTotals(foldShift(a), foldShift(b))).toEqual(foldShift([...a, ...b]));
      }),
    );
  });

  it('merges associatively and commutatively, and nothing changes nothing', () => {
    const arbTotals = arbShiftEvents.map(foldShift);
    fc.assert(
      fc.property(arbTotals, arbTotals, arbTotals, (a, b, c) => {
        expect(mergeShiftTotals(mergeShiftTotals(a, b), c)).toEqual(
          mergeShiftTotals(a, mergeShiftTotals(b, c)),
        );
        expect(mergeShiftTotals(a, b)).toEqual(mergeShiftTotals(b, a));
        expect(mergeShiftTotals(a, foldShift([]))).toEqual(a);
      }),
    );
  });

  it('payments by kind sum to the total, and a full refund of every sale leaves nothing', () => {
    fc.assert(
      fc.property(arbShiftEvents, (events) => {
        const sales = events.filter((event) => event.type === 'sale');
        const totals = foldShift(sales);
        const { cash, card, wallet } = totals.byPayment;
        expect(cash.netTiyin + card.netTiyin + wallet.netTiyin).toBe(totals.totals.netTiyin);
        const undone = foldShift([...sales, ...sales.map((sale) => ({ ...sale, type: 'refund' as const }))]);
        expect([undone.totals.netTiyin, undone.vat.netTiyin, undone.expectedCashTiyin]).toEqual([0n, 0n, 0n]);
      }),
    );
  });
});
