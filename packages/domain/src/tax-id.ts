import { DomainError } from './errors.ts';

/**
 * Whom the tax office knows: a company by its STIR (9 digits; no check digit is published), a sole trader by the
 * PINFL of the person (14 digits: century and sex, day of birth, district, number, check digit).
 */
export type TaxId = { readonly kind: 'stir' | 'pinfl'; readonly value: string };

const PINFL_WEIGHTS = [7, 3, 1] as const;

/**
 * Reads a STIR or PINFL as people type it, spaces and hyphens allowed. Throws `business/tax-id-format` when it is neither
 * 9 nor 14 digits or a row of zeros, `business/pinfl-invalid` when a digit of a PINFL must be wrong.
 */
export function parseTaxId(text: string): TaxId {
  const value = text.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}]/gu, '');
  if (/^\d{9}$/.test(value) && !/^0+$/.test(value)) return { kind: 'stir', value };
  if (!/^\d{14}$/.test(value)) throw new DomainError('business/tax-id-format');
  if (!isPinfl(value)) throw new DomainError('business/pinfl-invalid');
  return { kind: 'pinfl', value };
}

/** The last digit of a PINFL from the thirteen before it. Throws `business/tax-id-format`. */
export function pinflCheckDigit(body: string): number {
  if (!/^\d{13}$/.test(body)) throw new DomainError('business/tax-id-format');
  let sum = 0;
  for (const [i, digit] of [...body].entries()) sum += Number(digit) * PINFL_WEIGHTS[i % 3]!;
  return sum % 10;
}

/** Whether 14 digits can be somebody's PINFL: a day of birth that exists and the right check digit. */
export function isPinfl(value: string): boolean {
  if (!/^[1-6]\d{13}$/.test(value)) return false;
  // 1 and 2 are men and women of the 1800s, 3 and 4 of the 1900s, 5 and 6 of the 2000s.
  const century = 1800 + 100 * Math.floor((Number(value[0]) - 1) / 2);
  const day = Number(value.slice(1, 3));
  const month = Number(value.slice(3, 5));
  const year = century + Number(value.slice(5, 7));
  return (
    day >= 1 && day <= daysInMonth(month, year) && pinflCheckDigit(value.slice(0, 13)) === Number(value[13])
  );
}

/** 0 for a month there is not. */
function daysInMonth(month: number, year: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
