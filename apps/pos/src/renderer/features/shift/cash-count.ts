/** Notes in use, whole so'm, large first. */
export const NOTES = [200_000, 100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000] as const;

/** Either notes were counted or a sum was typed: the last one used holds. */
export type CashCount =
  | { by: 'notes'; pieces: Readonly<Record<number, number>> }
  | { by: 'typing'; som: string };

export const NO_CASH: CashCount = { by: 'typing', som: '' };

export function addNote(count: CashCount, note: number, pieces: number): CashCount {
  const before = count.by === 'notes' ? count.pieces : {};
  const next = Math.max(0, Math.min(9999, (before[note] ?? 0) + pieces));
  return { by: 'notes', pieces: { ...before, [note]: next } };
}

export function piecesOf(count: CashCount, note: number): number {
  return count.by === 'notes' ? (count.pieces[note] ?? 0) : 0;
}

/** The sum in tiyin, decimal string. */
export function totalTiyinOf(count: CashCount): string {
  if (count.by === 'typing') return String(BigInt(count.som || '0') * 100n);
  let som = 0n;
  for (const note of NOTES) som += BigInt(note) * BigInt(count.pieces[note] ?? 0);
  return String(som * 100n);
}

/** Nothing was entered at all, which is not the same as a counted zero. */
export function isUntouched(count: CashCount): boolean {
  return count.by === 'typing' && count.som === '';
}
