import type { Dashboard } from '@jowi/contracts/http/dashboard';
import { divRound } from '@jowi/domain/money';

type Day = Dashboard['day'];

/** Takings over receipts; null before the first receipt. */
export function averageTiyin({
  salesTiyin,
  receiptCount,
}: Pick<Day, 'salesTiyin' | 'receiptCount'>): string | null {
  return receiptCount === 0 ? null : String(divRound(BigInt(salesTiyin), BigInt(receiptCount), 'half-up'));
}

/** What the margin is a share of: takings without VAT. */
export function netSalesTiyin({ salesTiyin, vatTiyin }: Pick<Day, 'salesTiyin' | 'vatTiyin'>): string {
  return String(BigInt(salesTiyin) - BigInt(vatTiyin));
}

export type Change = { direction: 'more' | 'less'; percent: string } | { direction: 'same' };

/** How a figure moved against the day before, in whole percent; null where there is nothing to compare with. */
export function changeSince(today: string, before: string): Change | null {
  const now = BigInt(today);
  const then = BigInt(before);
  if (then <= 0n) return null;
  const percent = divRound((now - then) * 100n, then, 'half-up');
  if (percent === 0n) return { direction: 'same' };
  return percent > 0n
    ? { direction: 'more', percent: String(percent) }
    : { direction: 'less', percent: String(-percent) };
}

export type Hour = Dashboard['hours'][number];

/** Hours from the first to the last with sales, the silent ones between included. */
export function filledHours(hours: readonly Hour[]): Hour[] {
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const first = Math.min(...byHour.keys());
  const last = Math.max(...byHour.keys());
  const filled: Hour[] = [];
  for (let hour = first; hour <= last; hour += 1) {
    filled.push(byHour.get(hour) ?? { hour, receiptCount: 0, salesTiyin: '0' });
  }
  return filled;
}

/** The hour with the largest takings; the earlier of equals. */
export function peakHour(hours: readonly Hour[]): Hour | null {
  let peak: Hour | null = null;
  for (const hour of hours) {
    if (peak === null || BigInt(hour.salesTiyin) > BigInt(peak.salesTiyin)) peak = hour;
  }
  return peak;
}
