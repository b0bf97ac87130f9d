import { type Tiyin, tiyin } from './money.ts';

export type CashChange =
  | { ok: true; changeTiyin: Tiyin }
  | { ok: false; error: { code: 'sales/not-enough-cash'; params: { missingTiyin: string } } };

/** What to hand back when `tenderedTiyin` is given for `totalTiyin`, or how much is still missing. */
export function cashChange(totalTiyin: Tiyin, tenderedTiyin: Tiyin): CashChange {
  if (tenderedTiyin < totalTiyin) {
    const missingTiyin = String(totalTiyin - tenderedTiyin);
    return { ok: false, error: { code: 'sales/not-enough-cash', params: { missingTiyin } } };
  }
  return { ok: true, changeTiyin: tiyin(tenderedTiyin - totalTiyin) };
}

/** Notes in use, in tiyin: 1000 to 200 000 so'm. */
export const NOTES_TIYIN: readonly Tiyin[] = [1, 2, 5, 10, 20, 50, 100, 200].map((n) => tiyin(n * 100_000));

/**
 * Amounts a customer is likely to hand over, for one-touch buttons: the exact total, then the total
 * rounded up to each note, ascending without repeats (nine at most). Empty for a total of zero or less.
 */
export function suggestTenders(totalTiyin: Tiyin): Tiyin[] {
  if (totalTiyin <= 0n) return [];
  const roundedUp = NOTES_TIYIN.map((note) => ((totalTiyin + note - 1n) / note) * note);
  const distinct = [...new Set<bigint>([totalTiyin, ...roundedUp])];
  return distinct.sort((a, b) => (a < b ? -1 : 1)).map(tiyin);
}
