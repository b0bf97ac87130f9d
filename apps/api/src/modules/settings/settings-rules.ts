import type { ErrorCode } from '@jowi/contracts/error-codes';
import type { Problem } from '@jowi/contracts/errors';
import {
  type BusinessSettings,
  PAPER_COLUMNS,
  type ReceiptLines,
  type StoreDoubt,
  type StoreSettings,
} from '@jowi/contracts/http/settings';
import { DomainError } from '@jowi/domain/errors';
import { findPlaceDoubt } from '@jowi/domain/place';
import { findUnprintable } from '@jowi/domain/receipt-lines';
import { parseTaxId } from '@jowi/domain/tax-id';
import { ProblemError } from '../../platform/errors/problem-error.ts';

/** Rounding may cost the shop at most this much a receipt: a thousand so'm. */
const MAX_CASH_ROUNDING_TIYIN = 100_000n;

/** The one form they are kept in: digits of the tax id, rates from the highest, no empty lines at the ends. */
export function normaliseBusiness(input: BusinessSettings): BusinessSettings {
  return {
    ...input,
    name: plain(input.name),
    legalName: input.legalName && plain(input.legalName),
    taxId: readTaxId(input.taxId),
    vatRatesBps: [...input.vatRatesBps].sort((a, b) => b - a),
  };
}

export function normaliseStore(input: StoreSettings): StoreSettings {
  return {
    ...input,
    name: plain(input.name),
    address: plain(input.address),
    receiptHeader: normaliseLines(input.receiptHeader),
    receiptFooter: normaliseLines(input.receiptFooter),
    limits: input.limits && Object.values(input.limits).every((it) => it === null) ? null : input.limits,
  };
}

/** What is wrong with normalised settings; fields are named as in the request (`settings.…`). */
export function checkBusiness(settings: BusinessSettings): Problem[] {
  const { vatPayer, vatRatesBps, defaultVatRateBps, languages } = settings;
  const problems: Problem[] = [];
  const field = 'settings.vatRatesBps';
  for (const rate of repeated(vatRatesBps))
    problems.push({ code: 'settings/repeated', params: { value: `${rate / 100} %` }, field });
  if (vatPayer && vatRatesBps.length === 0) problems.push({ code: 'settings/vat-none', field });
  const isAllowed = defaultVatRateBps === null || (vatPayer && vatRatesBps.includes(defaultVatRateBps));
  if (!isAllowed) problems.push({ code: 'settings/vat-default', field: 'settings.defaultVatRateBps' });
  for (const value of repeated(languages))
    problems.push({ code: 'settings/repeated', params: { value }, field: 'settings.languages' });
  return problems;
}

/** Who the business is for the tax office and how its people are kept safe: not for whoever only looks after settings. */
export function checkAuthority(before: BusinessSettings, after: BusinessSettings): Problem[] {
  const fields: (keyof BusinessSettings)[] = [];
  if (after.taxId !== before.taxId) fields.push('taxId');
  if (after.vatPayer !== before.vatPayer) fields.push('vatPayer');
  if (before.secondFactorRequired && !after.secondFactorRequired) fields.push('secondFactorRequired');
  return fields.map((name) => ({ code: 'settings/owner-only', field: `settings.${name}` }));
}

export function checkStore(settings: StoreSettings): Problem[] {
  const { receiptLanguages, paperMm, receiptHeader, receiptFooter, policy } = settings;
  const problems: Problem[] = [];
  for (const value of repeated(receiptLanguages))
    problems.push({ code: 'settings/repeated', params: { value }, field: 'settings.receiptLanguages' });
  const columns = PAPER_COLUMNS[paperMm];
  problems.push(...checkLines(receiptHeader, columns, 'settings.receiptHeader'));
  problems.push(...checkLines(receiptFooter, columns, 'settings.receiptFooter'));
  if (BigInt(policy.cashRoundingTiyin) > MAX_CASH_ROUNDING_TIYIN)
    problems.push({ code: 'settings/cash-rounding', field: 'settings.policy.cashRoundingTiyin' });
  return problems;
}

/** What is odd and kept all the same. */
export function doubtsOf(settings: StoreSettings): StoreDoubt[] {
  const doubt = findPlaceDoubt(settings);
  return doubt === null ? [] : [`place-${doubt}`];
}

/** @throws ProblemError with the first, and all of them by field */
export function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  const { code, params, field } = first;
  throw new ProblemError(code, {
    ...(params && { params }),
    ...(field !== undefined && { field }),
    details: problems,
  });
}

function checkLines(lines: ReceiptLines, columns: number, field: string): Problem[] {
  return (['ru', 'uz'] as const).flatMap((language) =>
    lines[language].flatMap((line, row): Problem[] => {
      const at = { field: `${field}.${language}.${row}` };
      const letter = findUnprintable(line);
      if (letter !== null)
        return [{ code: 'settings/line-letter', params: { letter: shown(letter) }, ...at }];
      const { length } = [...line];
      return length > columns
        ? [{ code: 'settings/line-long', params: { length, max: columns }, ...at }]
        : [];
    }),
  );
}

/** A control character has no picture: its number, then. */
function shown(letter: string): string {
  return /\p{C}/u.test(letter) ? `U+${letter.codePointAt(0)?.toString(16).padStart(4, '0')}` : letter;
}

function normaliseLines(lines: ReceiptLines): ReceiptLines {
  return { ru: trimmedLines(lines.ru), uz: trimmedLines(lines.uz) };
}

/** Empty lines between others are wanted; before and after them nobody sees them. */
function trimmedLines(lines: readonly string[]): string[] {
  const trimmed = lines.map((line) => line.normalize('NFC').trim());
  const first = trimmed.findIndex((line) => line !== '');
  return first < 0 ? [] : trimmed.slice(first, trimmed.findLastIndex((line) => line !== '') + 1);
}

function readTaxId(text: string): string {
  try {
    return parseTaxId(text).value;
  } catch (error) {
    if (error instanceof DomainError)
      throw new ProblemError(error.code as ErrorCode, { field: 'settings.taxId' });
    throw error;
  }
}

function repeated<T>(values: readonly T[]): T[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}
