import type { ShiftProof, TerminalJournal } from '@jowi/contracts/http/journal';

const HOUR_MS = 3_600_000;

/** What one must know of a till's journal, in one line. */
export type Verdict =
  | { kind: 'unpaired' | 'unknown' | 'parted' }
  | { kind: 'whole'; held: number; claimed: number; shifts: number }
  | { kind: 'sending'; count: number; sinceMs: number | null }
  | { kind: 'waiting'; count: number }
  | { kind: 'missing'; shift: number; held: number; claimed: number };

/** The worst comes first. What is only on its way is no alarm. */
export function verdictOf(journal: TerminalJournal): Verdict {
  const { terminal, shifts, heads, quarantine } = journal;
  if (terminal.state === 'unpaired') return { kind: 'unpaired' };
  const unsent = terminal.unsent ?? 0;
  const isOnItsWay = unsent > 0 || heads === 'behind';
  const differing = shifts.find((it) => it.state === 'differs');
  if (differing?.claimed && !isOnItsWay && quarantine.open === 0)
    return {
      kind: 'missing',
      shift: differing.shiftNumber,
      held: differing.held.receiptCount,
      claimed: differing.claimed.receiptCount,
    };
  if (heads === 'differs') return { kind: 'parted' };
  if (quarantine.open > 0) return { kind: 'waiting', count: quarantine.open };
  if (isOnItsWay) {
    const { oldestUnsentAtMs, serverTimeMs } = journal;
    const isOld = oldestUnsentAtMs !== null && serverTimeMs - oldestUnsentAtMs > HOUR_MS;
    return { kind: 'sending', count: Math.max(unsent, 1), sinceMs: isOld ? oldestUnsentAtMs : null };
  }
  const compared = shifts.filter((it) => it.claimed !== null);
  if (compared.length === 0) return { kind: 'unknown' };
  return {
    kind: 'whole',
    held: sum(compared, ({ claimed, held }) => Math.min(held.receiptCount, claimed?.receiptCount ?? 0)),
    claimed: sum(compared, ({ claimed }) => claimed?.receiptCount ?? 0),
    shifts: compared.length,
  };
}

function sum(shifts: readonly ShiftProof[], countOf: (shift: ShiftProof) => number): number {
  return shifts.reduce((total, shift) => total + countOf(shift), 0);
}
