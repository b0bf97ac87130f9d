import type { SQLOutputValue } from 'node:sqlite';
import type { JournalEntry } from '@jowi/contracts/sync/journal';
import type { SimDisk } from '../disk/sim-disk.ts';
import type { Machine } from '../machine/machine.ts';

type Row = Record<string, SQLOutputValue>;
export type TillEntry = JournalEntry & { readonly status: string; readonly problem: string | null };
export type TillReceipt = {
  readonly receiptId: string;
  readonly receiptNumber: number;
  readonly shiftId: string;
  readonly totalTiyin: bigint;
  readonly fiscal: string;
  readonly fiscalProblem: string | null;
};

/** What lies on a till's disk, read past the till's own program. */
export function rowsOf({ disk }: Machine, sql: string): Row[] {
  return disk.native.prepare(sql).all();
}

export function receiptsOf(machine: Machine): TillReceipt[] {
  const rows = rowsOf(
    machine,
    `SELECT r.receipt_id, r.receipt_number, r.shift_id, r.total_tiyin, f.state, f.problem
     FROM receipt r JOIN fiscal_outbox f USING (receipt_number) ORDER BY receipt_number`,
  );
  return rows.map((row) => ({
    receiptId: String(row.receipt_id),
    receiptNumber: Number(row.receipt_number),
    shiftId: String(row.shift_id),
    totalTiyin: row.total_tiyin as bigint,
    fiscal: String(row.state),
    fiscalProblem: row.problem === null ? null : String(row.problem),
  }));
}

/** Read once between two events: several checks ask for it. */
export function journalOf(machine: Machine): readonly TillEntry[] {
  const known = read.get(machine);
  if (known && known.disk === machine.disk && known.events === machine.world.events) return known.entries;
  const entries = readJournal(machine);
  read.set(machine, { disk: machine.disk, events: machine.world.events, entries });
  return entries;
}

const read = new WeakMap<Machine, { disk: SimDisk; events: number; entries: readonly TillEntry[] }>();

function readJournal(machine: Machine): TillEntry[] {
  const rows = rowsOf(
    machine,
    'SELECT j.*, o.status, o.problem FROM journal j LEFT JOIN sync_outbox o USING (epoch, seq) ORDER BY epoch, seq',
  );
  return rows.map((row) => ({
    terminalId: machine.terminalId,
    epoch: Number(row.epoch),
    seq: Number(row.seq),
    kind: String(row.kind),
    payload: JSON.parse(String(row.payload)) as JournalEntry['payload'],
    prevHash: String(row.prev_hash),
    hash: String(row.hash),
    signature: String(row.signature),
    status: String(row.status),
    problem: row.problem === null ? null : String(row.problem),
  }));
}

export function countOf(machine: Machine, sql: string): number {
  return Number(rowsOf(machine, sql)[0]?.n ?? 0);
}
