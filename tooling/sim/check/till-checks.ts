import { GENESIS_HASH } from '@jowi/contracts/sync/journal';
import { hashEntry } from '@jowi/sync/journal-hash';
import type { Machine } from '../machine/machine.ts';
import { hold } from './broken.ts';
import { journalOf, receiptsOf, rowsOf } from './till-books.ts';

/** 2: whatever a customer walked away with is on the disk after any crash. */
export function assertNothingLost(machine: Machine): void {
  const held = new Map(receiptsOf(machine).map((it) => [it.receiptId, it]));
  for (const { receiptId, receiptNumber, totalTiyin } of machine.acknowledged) {
    if (machine.onLostDisk.has(receiptId)) continue;
    const receipt = held.get(receiptId);
    hold(
      '2 acknowledged survives a crash',
      receipt?.totalTiyin === BigInt(totalTiyin) && receipt.receiptNumber === receiptNumber,
      () =>
        `${machine.name}: receipt ${receiptNumber} was acknowledged and is ${receipt ? 'another' : 'gone'}`,
    );
  }
}

/** 3, on the paper's side: one number after the other, none twice. */
export function assertNumbersGapless(machine: Machine): void {
  const numbers = receiptsOf(machine).map((it) => it.receiptNumber);
  for (const [i, number] of numbers.entries()) {
    const isNext = i === 0 || number === numbers[i - 1]! + 1;
    hold(
      '3 receipt numbers gapless and unique',
      (isNext && (i > 0 || number === 1)) || machine.restored || machine.copyOf !== null,
      () => `${machine.name}: receipt ${number} follows ${numbers[i - 1] ?? 'nothing'}`,
    );
  }
}

/** 6: what must lie in the drawer is the float and the cash of the shift's receipts, by both its accounts. */
export function assertDrawers(machine: Machine): void {
  const shifts = rowsOf(
    machine,
    `SELECT s.shift_number AS number, s.float_tiyin + coalesce((SELECT sum(r.total_tiyin) FROM receipt r WHERE r.shift_id = s.shift_id), 0) AS sold,
       (SELECT coalesce(sum(c.amount_tiyin), 0) FROM cash_movement c WHERE c.shift_id = s.shift_id) AS moved,
       (SELECT c.expected_tiyin FROM shift_close c WHERE c.shift_id = s.shift_id) AS closed
     FROM shift s`,
  );
  for (const { number, sold, moved, closed } of shifts) {
    hold(
      '6 drawer',
      sold === moved && (closed === null || closed === moved),
      () => `${machine.name}: shift ${number}: receipts say ${sold}, movements ${moved}, the Z ${closed}`,
    );
  }
}

/** 17: every entry carries the hash of its content and of the one before it. */
export function assertChain(machine: Machine): void {
  let head = { epoch: 0, seq: 0, hash: GENESIS_HASH };
  for (const entry of journalOf(machine)) {
    if (entry.epoch !== head.epoch) head = { epoch: entry.epoch, seq: 0, hash: GENESIS_HASH };
    const sound =
      entry.prevHash === head.hash && (machine.poisoned.has(entry.hash) || hashEntry(entry) === entry.hash);
    // A till that took over a chain (a new disk, paired again) begins where the server's ends.
    const next = entry.seq === head.seq + 1;
    hold(
      '17 chains verify',
      sound && next,
      () => `${machine.name}: entry ${entry.epoch}/${entry.seq} does not follow ${head.seq}`,
    );
    head = { epoch: entry.epoch, seq: entry.seq, hash: entry.hash };
  }
}

/** 19: the write-ahead log is moved often enough to stay small. */
export function assertLogBounded(machine: Machine): void {
  hold(
    '19 bounded log',
    machine.disk.mostWalRows <= 4_000,
    () => `${machine.name}: ${machine.disk.mostWalRows} rows in the log`,
  );
}
