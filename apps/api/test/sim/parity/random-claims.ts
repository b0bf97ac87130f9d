import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { ReconcileRequest } from '@jowi/contracts/sync/reconcile-v1';
import type { SaleV1 } from '@jowi/contracts/sync/sale-v1';
import type { Rng } from '@jowi/testkit/rng';
import { idOf } from './random-entries.ts';
import type { Slot } from './world.ts';

/** What a till says of itself: mostly the truth, now and then what a restored disk or a liar would say. */
export function claimOf(rng: Rng, slot: Slot, slots: readonly Slot[]): ReconcileRequest {
  const { till, story } = rng.chance(0.95) ? slot : rng.pick(slots);
  const written = [...slot.sent, ...slot.unsent].filter((it) => it.epoch === till.head.epoch);
  const past: JournalEntry | undefined = written[rng.int(0, Math.max(0, written.length - 1))];
  const heads = [till.head, till.head, till.head, till.head, { ...till.head, hash: 'cd'.repeat(32) }];
  if (past) heads.push({ epoch: past.epoch, seq: past.seq, hash: past.hash });
  if (rng.chance(0.05)) heads.push({ ...till.head, epoch: till.head.epoch + rng.int(1, 3) });
  const head = rng.pick(heads);
  const sales = salesOf([...slot.sent, ...slot.unsent], story.shiftId);
  return {
    wire: rng.chance(0.03) ? 0 : 3,
    ...{ claimId: idOf(rng), head, entries: head.seq + (rng.chance(0.05) ? 1 : 0) },
    ...{ unsent: slot.unsent.length, oldestUnsentAtMs: null },
    shift: rng.chance(0.1) ? null : { ...figuresOf(rng, sales), shiftId: story.shiftId },
  };
}

function salesOf(entries: readonly JournalEntry[], shiftId: string): SaleV1[] {
  return entries
    .filter((it) => it.kind === 'SaleV1' && it.payload.shiftId === shiftId)
    .map((it) => it.payload as unknown as SaleV1);
}

function figuresOf(rng: Rng, sales: readonly SaleV1[]) {
  const sum = (key: 'totalTiyin' | 'vatTiyin') =>
    String(sales.reduce((total, sale) => total + BigInt(sale[key]), 0n)).slice(-17);
  const numbers = sales.map((sale) => sale.receiptNumber).filter((it) => it < 2 ** 31);
  const isRound = (text: string) => text.replace(/^0+(?=\d)/, '');
  return {
    ...{ shiftNumber: 1, closed: rng.chance(0.3), receiptCount: sales.length + (rng.chance(0.1) ? 1 : 0) },
    ...{ totalTiyin: isRound(sum('totalTiyin')), vatTiyin: isRound(sum('vatTiyin')) },
    firstReceiptNumber: numbers.length > 0 ? Math.min(...numbers) : null,
    lastReceiptNumber: numbers.length > 0 ? Math.max(...numbers) + rng.int(0, 2) : null,
  };
}
