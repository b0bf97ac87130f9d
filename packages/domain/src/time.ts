import { assert } from './assert.ts';
import { DomainError } from './errors.ts';

declare const businessDateBrand: unique symbol;

/** A calendar day in Asia/Tashkent, `YYYY-MM-DD`. Fixed when a shift opens, so a sale after midnight keeps it. */
export type BusinessDate = string & { readonly [businessDateBrand]: true };

/** Asia/Tashkent is +05:00 all the year round, so no time-zone data is needed. */
export const TASHKENT_OFFSET_MS = 5 * 60 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Tashkent at a moment given in milliseconds since 1970 UTC. */
export function businessDateOf(epochMs: number): BusinessDate {
  assert(Number.isSafeInteger(epochMs), 'businessDateOf wants whole milliseconds');
  const { year, month, day } = civilFromDays(Math.floor((epochMs + TASHKENT_OFFSET_MS) / DAY_MS));
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}` as BusinessDate;
}

/** When a business date begins, in milliseconds since 1970 UTC. */
export function businessDateStartMs(date: BusinessDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return daysFromCivil(year, month, day) * DAY_MS - TASHKENT_OFFSET_MS;
}

/** Reads `YYYY-MM-DD`. Throws `time/not-a-date` for anything else, 30 February included. */
export function parseBusinessDate(s: string): BusinessDate {
  const date = s as BusinessDate;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(s) || businessDateOf(businessDateStartMs(date)) !== date) {
    throw new DomainError('time/not-a-date', { value: s });
  }
  return date;
}

/** `DD.MM.YYYY`, as written in Uzbekistan. */
export function formatBusinessDate(date: BusinessDate): string {
  return date.split('-').reverse().join('.');
}

function pad2(n: number): string {
  return String(n).padStart(2, '0');
}

// Howard Hinnant's days_from_civil and its inverse: years start in March, so the leap day comes last.
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
